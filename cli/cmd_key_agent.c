/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/agent.h>

#include "agent_socket.h"
#include "command.h"
#include "interrupt.h"
#include "keys.h"
#include "output.h"
#include "signers.h"

#include <errno.h>
#include <pthread.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    TALK_MAX = 64, /* connections at a time */
    USER_MAX = 64,
};

struct agent_settings {
    const char *key;
    const char *socket;
    struct option_list users;
    struct signer_settings signer;
};

#define FIELD(name_) .offset = offsetof(struct agent_settings, name_)

static const struct option_spec agent_options[] = {
    SIGNER_KEY_OPTION(
        struct agent_settings,
        key,
        "the agency's private key: a file or 'pkcs11:...' (required)",
        "发证机关私钥：文件或 'pkcs11:...'（必填）"),
    { .kind = OPTION_TEXT,
      .name = "socket",
      .value = "FILE",
      FIELD(socket),
      .help = "where to listen, in a folder that only its owner may write to (required)",
      .help_zh = "监听的套接字，所在目录须仅属主可写（必填）" },
    { .kind = OPTION_LIST,
      .name = "allow-user",
      .value = "USER",
      FIELD(users),
      .help = "sign for this user too, by name or number; may be repeated",
      .help_zh = "也为该用户签名，用户名或编号；可重复" },
    SIGNER_OPTIONS(struct agent_settings, signer),
    { 0 },
};

/** One connection and the thread that serves it. */
struct talk {
    struct agent *agent;
    pthread_t thread;
    int socket;
    bool is_used;  /* the thread is to be joined */
    bool is_ended; /* and will not be waited for */
};

struct agent {
    const struct session *session;
    struct signing signing;
    pthread_mutex_t signs; /* a token signs for one at a time */
    pthread_mutex_t talks_change;
    struct talk talks[TALK_MAX];
    unsigned users[USER_MAX];
    size_t user_count;
};

static enum wallet_status sign_in_turn(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    /* The context of a signer is const; a lock is the one thing that is not. */
    struct agent *agent = *(struct agent *const *)context;
    const struct wallet_signer *signer = &agent->signing.signer;

    (void)pthread_mutex_lock(&agent->signs);
    const enum wallet_status status = signer->sign(signer->context, message, out, size, error);
    (void)pthread_mutex_unlock(&agent->signs);
    return status;
}

static void *serve(void *opaque)
{
    struct talk *talk = opaque;
    struct agent *agent = talk->agent;
    struct wallet_signer signer = agent->signing.signer;
    struct wallet_error error;

    signer.sign = sign_in_turn;
    signer.context = &talk->agent;
    const struct wallet_agent_service service = { .signer = &signer,
                                                  .key = agent->signing.key,
                                                  .allowed_uids = agent->users,
                                                  .allowed_count = agent->user_count };
    const enum wallet_status status = wallet_agent_serve(talk->socket, &service, &error);

    (void)pthread_mutex_lock(&agent->talks_change);
    if (status != WALLET_OK && !interrupted()) {
        remark(
            agent->session,
            SAY(agent->session, "a connection was ended: %s", "连接已终止：%s"),
            error.message);
    }
    (void)close(talk->socket);
    talk->is_ended = true;
    (void)pthread_mutex_unlock(&agent->talks_change);
    return NULL;
}

static struct talk *find_free(struct agent *agent)
{
    struct talk *found = NULL;

    (void)pthread_mutex_lock(&agent->talks_change);
    for (size_t i = 0; i < TALK_MAX; i++) {
        struct talk *talk = &agent->talks[i];
        if (talk->is_used && talk->is_ended) {
            (void)pthread_join(talk->thread, NULL);
            talk->is_used = false;
        }
        if (!talk->is_used && !found) {
            found = talk;
        }
    }
    (void)pthread_mutex_unlock(&agent->talks_change);
    return found;
}

static void take_connection(struct agent *agent, int connection)
{
    struct talk *talk = find_free(agent);

    /* More at a time are turned away rather than kept waiting. */
    if (!talk) {
        (void)close(connection);
        return;
    }

    *talk = (struct talk){ .agent = agent, .socket = connection, .is_used = true };
    sigset_t all;
    sigset_t before;
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before); /* signals are for the thread that accepts */
    if (pthread_create(&talk->thread, NULL, serve, talk) != 0) {
        (void)close(connection);
        talk->is_used = false;
    }
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* Until it is asked to stop. */
static void accept_all(struct agent *agent, const struct agent_socket *listener)
{
    while (interrupt_wait(listener->descriptor)) {
        const int connection = accept4(listener->descriptor, NULL, NULL, SOCK_CLOEXEC);
        if (connection >= 0) {
            take_connection(agent, connection);
        } else if (errno == EMFILE || errno == ENFILE) {
            (void)usleep(100000); /* the next one stays in the queue until something is closed */
        }
    }
}

static void end_talks(struct agent *agent)
{
    (void)pthread_mutex_lock(&agent->talks_change);
    for (size_t i = 0; i < TALK_MAX; i++) {
        if (agent->talks[i].is_used && !agent->talks[i].is_ended) {
            (void)shutdown(agent->talks[i].socket, SHUT_RDWR);
        }
    }
    (void)pthread_mutex_unlock(&agent->talks_change);

    for (size_t i = 0; i < TALK_MAX; i++) {
        if (agent->talks[i].is_used) {
            (void)pthread_join(agent->talks[i].thread, NULL);
        }
    }
}

static bool number_of(const char *name, unsigned *out)
{
    char *end = NULL;

    errno = 0;
    const unsigned long number = strtoul(name, &end, 10);
    if (name[0] < '0' || name[0] > '9' || *end != '\0' || errno != 0 || number >= (uid_t)-1) {
        return false;
    }

    *out = (unsigned)number;
    return true;
}

static enum exit_code add_user(struct agent *agent, const char *name)
{
    const struct session *session = agent->session;
    const struct passwd *user = getpwnam(name);
    unsigned number = user ? (unsigned)user->pw_uid : 0;

    if (agent->user_count < USER_MAX && (user || number_of(name, &number))) {
        agent->users[agent->user_count++] = number;
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "there is no user '%s'", "没有用户 '%s'"), name);
    why(session,
        SAY(session,
            "'--allow-user' takes a user of this machine, %d at most",
            "'--allow-user' 取本机用户，最多 %d 个"),
        (int)USER_MAX);
    hint(session, "getent passwd");
    return EXIT_CODE_USAGE;
}

static enum exit_code check_settings(
    const struct session *session, const struct agent_settings *settings)
{
    if (settings->key && settings->socket) {
        return EXIT_CODE_OK;
    }

    complain(
        session,
        SAY(session, "'--%s' is missing", "缺少 '--%s'"),
        settings->key ? "socket" : "key");
    why(session,
        SAY(session,
            "an agent needs a key and a place where it can be asked",
            "代理需要密钥和可供请求的套接字"));
    hint(session, "wallet key agent --key FILE --socket FOLDER/agent");
    return EXIT_CODE_USAGE;
}

static enum exit_code run(struct agent *agent, const char *path)
{
    const struct session *session = agent->session;
    struct agent_socket listener;
    char name[2 * WALLET_KEY_ID_SIZE + 1];

    const enum exit_code code = agent_socket_open(session, path, agent->user_count > 0, &listener);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    keys_name(agent->signing.key, name);
    remark(
        session,
        SAY(session,
            "signs with key %s at '%s'; Ctrl-C ends it",
            "以密钥 %s 在 '%s' 提供签名；Ctrl-C 结束"),
        name,
        path);
    suggest(session, "wallet issue TYPE --data FILE --key agent:%s", path);
    accept_all(agent, &listener);
    agent_socket_close(&listener);
    end_talks(agent);
    return EXIT_CODE_OK;
}

static enum exit_code key_agent(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct agent_settings *settings = opaque_settings;
    (void)operands;

    enum exit_code code = check_settings(session, settings);
    struct agent *agent = code == EXIT_CODE_OK ? calloc(1, sizeof *agent) : NULL;
    if (!agent) {
        return code == EXIT_CODE_OK ? complain_memory(session) : code;
    }

    agent->session = session;
    (void)pthread_mutex_init(&agent->signs, NULL);
    (void)pthread_mutex_init(&agent->talks_change, NULL);
    for (size_t i = 0; i < settings->users.count && code == EXIT_CODE_OK; i++) {
        code = add_user(agent, settings->users.items[i]);
    }
    if (code == EXIT_CODE_OK) {
        code = signers_open(session, settings->key, &settings->signer, &agent->signing);
    }
    if (code == EXIT_CODE_OK) {
        code = run(agent, settings->socket);
        signers_close(&agent->signing);
    }

    (void)pthread_mutex_destroy(&agent->talks_change);
    (void)pthread_mutex_destroy(&agent->signs);
    free(agent);
    return code;
}

const struct command command_key_agent = {
    .words = "key agent",
    .summary = "hold a key and sign for others on this machine until interrupted",
    .summary_zh = "持有密钥并为本机其他进程签名，直到被中断",
    .operands = "",
    .options = agent_options,
    .settings_size = sizeof(struct agent_settings),
    .examples =
        "  wallet key agent --key agency.key --socket /run/wallet/agent --allow-user portal\n"
        "  wallet issue id-card -d zhang.json -k agent:/run/wallet/agent -o card.png\n",
    .run = key_agent,
};
