/* SPDX-License-Identifier: Apache-2.0 */
#include "pull_request.h"

#include <wallet/digest.h>
#include <wallet/trust_list.h>

#include "http_signature.h"
#include "pull_query.h"
#include "text.h"

#include <ctype.h>
#include <string.h>

enum {
    QUERY_SIZE = 512,
    AUTHORITY_SIZE = 300,
    NONCE_MIN = 16,
    USCC_SIZE = WALLET_ISSUER_SIZE - 1,
};

const char *pull_operation_name(enum pull_operation operation)
{
    static const char *const names[] = { "list", "case", "package", "receipt" };
    return names[operation];
}

static void refuse(struct pull_request *request, enum http_status status, const char *why)
{
    if (request->status == HTTP_OK) {
        request->status = status;
        request->why = why;
    }
}

/** What a request says of itself, for its signature. */
struct head {
    const struct http_exchange *exchange;
    char authority[AUTHORITY_SIZE];
    char query[QUERY_SIZE];
};

static char small(char letter)
{
    return (char)tolower((unsigned char)letter);
}

/** The Host field in small letters, without the port that goes without saying (RFC 9421 section 2.2.3). */
static bool read_authority(const struct pull_gate *gate, struct head *head)
{
    const char *host = http_exchange_field(head->exchange, "Host");
    const char *port = gate->is_secured ? ":443" : ":80";
    size_t size = host ? strlen(host) : 0;

    if (size >= sizeof head->authority) {
        return false;
    }
    if (size > strlen(port) && strcmp(host + size - strlen(port), port) == 0) {
        size -= strlen(port);
    }
    for (size_t i = 0; i < size; i++) {
        head->authority[i] = small(host[i]);
    }

    head->authority[size] = '\0';
    return size > 0;
}

static const char *value_of(const void *context, const char *name)
{
    const struct head *head = context;
    const struct http_component derived[] = {
        { .name = "@method", .value = http_exchange_method(head->exchange) },
        { .name = "@authority", .value = head->authority },
        { .name = "@path", .value = http_exchange_path(head->exchange) },
        { .name = "@query", .value = head->query },
    };

    for (size_t i = 0; i < sizeof derived / sizeof derived[0]; i++) {
        if (strcmp(derived[i].name, name) == 0) {
            return derived[i].value;
        }
    }

    return name[0] == '@' ? NULL : http_exchange_field(head->exchange, name);
}

static bool covers_all(const struct http_signed *signature, bool has_body)
{
    return http_signed_covers(signature, "@method") &&
           http_signed_covers(signature, "@authority") && http_signed_covers(signature, "@path") &&
           http_signed_covers(signature, "@query") &&
           (!has_body || http_signed_covers(signature, "content-digest"));
}

/** "USCC#" and the identifier of a key, in small hex. */
static bool read_key_id(const char *text, char *out_id, uint8_t out_key[WALLET_KEY_ID_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    const size_t digit_count = (size_t)2 * WALLET_KEY_ID_SIZE;
    const char *hex = text + USCC_SIZE + 1;

    if (strlen(text) != USCC_SIZE + 1 + digit_count || text[USCC_SIZE] != '#' ||
        strspn(hex, digits) != digit_count) {
        return false;
    }

    memcpy(out_id, text, USCC_SIZE);
    out_id[USCC_SIZE] = '\0';
    for (size_t i = 0; i < WALLET_KEY_ID_SIZE; i++) {
        const size_t high = (size_t)(strchr(digits, hex[2 * i]) - digits);
        const size_t low = (size_t)(strchr(digits, hex[2 * i + 1]) - digits);
        out_key[i] = (uint8_t)(high << 4 | low);
    }

    return true;
}

/** What the RFC calls an algorithm; false for a name that none has. */
static bool read_algorithm(const char *name, enum wallet_algorithm *out)
{
    static const enum wallet_algorithm known[] = { WALLET_ALGORITHM_ED25519,
                                                   WALLET_ALGORITHM_ES256,
                                                   WALLET_ALGORITHM_ES384 };

    *out = WALLET_ALGORITHM_NONE;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(http_signature_algorithm(known[i]), name) == 0) {
            *out = known[i];
        }
    }

    return name[0] == '\0' || *out != WALLET_ALGORITHM_NONE;
}

/** Whether it was signed just now, by this machine's clock. */
static bool is_fresh(const struct http_signed *signature, int64_t at_unix)
{
    return signature->created_unix <= at_unix + PULL_LEEWAY &&
           signature->created_unix > at_unix - PULL_SECONDS && signature->expires_unix > at_unix;
}

/** That whom it names signed it; who that is counts from here on. */
static void check_holds(
    const struct pull_gate *gate, const struct wallet_signed *signed_by, struct pull_request *out)
{
    const enum wallet_status status =
        wallet_trust_check(gate->trust, WALLET_ROLE_APPROVAL, signed_by, NULL);

    if (status == WALLET_OK) {
        memcpy(out->department, signed_by->id, sizeof out->department);
        out->is_signed = true;
    } else if (status == WALLET_ERR_MEMORY) {
        refuse(out, HTTP_UNAVAILABLE, "busy: try again");
    } else {
        refuse(
            out,
            HTTP_UNAUTHORIZED,
            "the signature does not hold, or its key has not the role 'approval' in the trust "
            "list");
    }
}

static void check_signer(const struct pull_gate *gate, struct pull_request *out)
{
    const struct http_signed *signature = &out->signature;
    uint8_t key_id[WALLET_KEY_ID_SIZE];
    char id[WALLET_ISSUER_SIZE];
    struct wallet_signed signed_by = {
        .id = id,
        .key_id = { key_id, sizeof key_id },
        .message = { (const uint8_t *)signature->base, signature->base_size },
        .signature = { signature->signature, signature->signature_size },
        .at_unix = signature->created_unix,
    };

    if (!read_key_id(signature->key_id, id, key_id)) {
        refuse(
            out, HTTP_UNAUTHORIZED, "keyid is not \"USCC#\" and 16 digits of a key's identifier");
    } else if (!read_algorithm(signature->algorithm, &signed_by.algorithm)) {
        refuse(out, HTTP_UNAUTHORIZED, "alg is none that is known here");
    } else {
        check_holds(gate, &signed_by, out);
    }
}

static bool is_digest_of(const struct http_exchange *exchange)
{
    const char *given = http_exchange_field(exchange, "Content-Digest");
    char digest[HTTP_DIGEST_SIZE];

    return given && http_signature_digest(http_exchange_body(exchange), digest) &&
           strcmp(given, digest) == 0;
}

static void check_signature(
    const struct pull_gate *gate, struct head *head, int64_t at_unix, struct pull_request *out)
{
    const struct http_signed_source source = { value_of, head };
    const char *input = http_exchange_field(head->exchange, "Signature-Input");
    const char *signature = http_exchange_field(head->exchange, "Signature");
    const bool has_body = strcmp(http_exchange_method(head->exchange), "POST") == 0;

    if (!input || !signature) {
        refuse(
            out,
            HTTP_UNAUTHORIZED,
            "the fields Signature-Input and Signature are needed, once each");
        return;
    }

    const char *why = http_signed_read(input, signature, &source, &out->signature);
    if (why) {
        refuse(out, HTTP_UNAUTHORIZED, why);
    } else if (!covers_all(&out->signature, has_body)) {
        refuse(
            out,
            HTTP_UNAUTHORIZED,
            "@method, @authority, @path, @query and, with a body, content-digest must be signed");
    } else if (strlen(out->signature.nonce) < NONCE_MIN) {
        refuse(out, HTTP_UNAUTHORIZED, "a nonce has at least 16 characters");
    } else if (!is_fresh(&out->signature, at_unix)) {
        refuse(out, HTTP_UNAUTHORIZED, "it was not signed within the last 5 minutes");
    } else if (has_body && !is_digest_of(head->exchange)) {
        refuse(out, HTTP_UNAUTHORIZED, "Content-Digest is not the SHA-256 of the body");
    } else {
        check_signer(gate, out);
    }
}

/** "/v1/cases/NUMBER" and what stands behind it. */
static void read_path(const char *path, bool has_body, struct pull_request *out)
{
    static const struct {
        const char *end;
        bool has_body;
        enum pull_operation operation;
    } known[] = {
        { "", false, PULL_CASE },
        { "/package", false, PULL_PACKAGE },
        { "/receipt", true, PULL_RECEIPT },
    };
    const char *number = path + strlen(PULL_PATH "/");
    const size_t size = strspn(number, "0123456789");

    if (size > 0 && size < sizeof out->number) {
        memcpy(out->number, number, size);
        for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
            if (strcmp(number + size, known[i].end) == 0 && known[i].has_body == has_body) {
                out->operation = known[i].operation;
                return;
            }
        }
    }

    refuse(out, HTTP_NOT_FOUND, "nothing is served here");
}

static void read_what(const struct head *head, struct pull_request *out)
{
    const struct http_exchange *exchange = head->exchange;
    const bool has_body = strcmp(http_exchange_method(exchange), "POST") == 0;

    if (strcmp(http_exchange_path(exchange), PULL_PATH) == 0) {
        const char *why = pull_query_read(head->query, out);
        if (why) {
            refuse(out, HTTP_BAD_REQUEST, why);
        }
        return;
    }

    read_path(http_exchange_path(exchange), has_body, out);
    if (strcmp(head->query, "?") != 0) {
        refuse(out, HTTP_BAD_REQUEST, "nothing is asked for behind '?' here");
    }
    if (has_body) {
        case_push_reference(http_exchange_body(exchange), out->reference, sizeof out->reference);
        if (out->reference[0] == '\0') {
            refuse(
                out, HTTP_BAD_REQUEST, "the body is {\"reference\": TEXT}, of at most 127 bytes");
        }
    }
}

void pull_request_read(
    const struct pull_gate *gate,
    const struct http_exchange *exchange,
    int64_t at_unix,
    struct pull_request *out)
{
    struct head head = { .exchange = exchange };

    *out = (struct pull_request){ .status = HTTP_OK, .limit = PULL_LIMIT };
    if (!read_authority(gate, &head) ||
        !http_exchange_query(exchange, head.query, sizeof head.query)) {
        refuse(out, HTTP_BAD_REQUEST, "the address is longer than is taken");
        return;
    }

    check_signature(gate, &head, at_unix, out);
    if (out->is_signed) {
        read_what(&head, out);
    }
}

void pull_request_remember(
    struct pull_request *request, struct wallet_replay replay, int64_t at_unix)
{
    const char *const parts[] = { request->signature.key_id, "\n", request->signature.nonce };
    uint8_t key[WALLET_REPLAY_KEY_SIZE];
    struct wallet_digest *digest = NULL;

    if (wallet_digest_new(&digest, NULL) != WALLET_OK) {
        refuse(request, HTTP_UNAVAILABLE, "busy: try again");
        return;
    }

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        wallet_digest_add(digest, text_of(parts[i]));
    }
    wallet_digest_finish(digest, key);
    wallet_digest_free(digest);

    const int64_t until = at_unix + PULL_SECONDS + PULL_LEEWAY;
    const enum wallet_status status = replay.remember(replay.context, key, at_unix, until, NULL);
    if (status == WALLET_ERR_REFUSED) {
        request->status = HTTP_UNAUTHORIZED;
        request->why = "this nonce was used before: sign each request anew";
    } else if (status != WALLET_OK) {
        request->status = HTTP_UNAVAILABLE;
        request->why = "it cannot be told whether it was sent before: try again";
    }
}
