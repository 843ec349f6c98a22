/* SPDX-License-Identifier: Apache-2.0 */

/**
 * A signing agent: one process holds the key and signs for others over a Unix socket, so that what
 * faces the network has no key.  Peers are known by their credentials, which the kernel vouches for.
 *
 * An agent is no oracle: it signs what a licence, a status list or another object of a wallet is
 * signed over, and nothing else.  That is a Sig_structure for COSE_Sign1 (RFC 9052 section 4.4) whose
 * protected header names the key's own algorithm and a `typ` that is CWT (61 or "application/cwt"),
 * "application/statuslist+cwt" or "application/wallet-" with something behind it.  Of mobile documents
 * (ISO/IEC 18013-5) nothing has a `typ`: there the header names the algorithm and nothing else, and what is
 * signed is a security object (9.1.2.4), or what a reader or a device proves itself by (9.1.4.4, 9.1.3.4).
 */
#ifndef WALLET_AGENT_H
#define WALLET_AGENT_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/key.h>

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The largest message that an agent signs, in bytes: a status list and its headers. */
#define WALLET_AGENT_MESSAGE_MAX 2162688

#define WALLET_AGENT_IDLE_SECONDS    300 /**< how long a peer may say nothing, if nobody says else */
#define WALLET_AGENT_MESSAGE_SECONDS 10  /**< how long a message may take, if nobody says else */
#define WALLET_AGENT_ANSWER_SECONDS  60  /**< how long a peer waits for an answer */

/** What an agent offers, and to whom.  Pointers are borrowed. */
struct wallet_agent_service {
    const struct wallet_signer *signer; /**< what signs */
    const struct wallet_key *key;       /**< the same key: peers are told of its public half */
    const unsigned *allowed_uids;       /**< whom it signs for, besides the process's own user */
    size_t allowed_count;
    unsigned idle_seconds;    /**< 0: WALLET_AGENT_IDLE_SECONDS */
    unsigned message_seconds; /**< 0: WALLET_AGENT_MESSAGE_SECONDS */
};

/**
 * Serves one accepted connection until the peer ends it: answers what key there is, and signs.
 *
 * Any number of threads may serve a connection each, if the signer may be used by as many.
 *
 * \param socket  a connected stream socket; stays the caller's, who shuts it down to end this call
 *
 * \retval WALLET_ERR_ARGUMENT   the signer's key is not the key
 * \retval WALLET_ERR_REFUSED    the peer is someone else: nothing was read
 * \retval WALLET_ERR_TRUNCATED  it went away in the middle of a message
 * \retval WALLET_ERR_TOO_LARGE  it announced a message that is larger than any request
 * \retval WALLET_ERR_MALFORMED, WALLET_ERR_STRUCTURE  it does not keep to the protocol
 * \retval WALLET_ERR_FILE       it took too long, or the socket fails
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_agent_serve(
    int socket, const struct wallet_agent_service *service, struct wallet_error *error);

/** The other end: a connection to an agent.  One thread at a time. */
struct wallet_agent;

/**
 * Connects to the agent's socket and asks for its key.
 *
 * \param out  on success the connection, which the caller owns: wallet_agent_close()
 *
 * \retval WALLET_ERR_ARGUMENT  the path is longer than the name of a socket may be
 * \retval WALLET_ERR_FILE      nobody listens, or the agent ends the talk: it does not know this user
 * \retval WALLET_ERR_KEY       what it says of its key is no public key with an issuer
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_agent_connect(
    const char *path, struct wallet_agent **out, struct wallet_error *error);

/** Ends the connection.  NULL is allowed. */
WALLET_API void wallet_agent_close(struct wallet_agent *agent);

/**
 * Fills in a signer that asks the agent; borrows `agent`.  Each signature is checked before it is
 * given out.  What the agent refuses fails with its own status and words; a connection on which
 * something else failed signs no more.
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_agent_signer(
    const struct wallet_agent *agent, struct wallet_signer *out, struct wallet_error *error);

/** Writes the public key as a file for others to trust, as wallet_key_write_public() does. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_agent_write_public(
    const struct wallet_agent *agent, struct wallet_buffer *out, struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
