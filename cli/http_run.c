/* SPDX-License-Identifier: Apache-2.0 */
#include "http_run.h"

#include "interrupt.h"
#include "output.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void http_run_url(const struct http_run *run, char out[HTTP_URL_SIZE])
{
    char address[HTTP_ADDRESS_SIZE];

    http_address_text(&run->address, address);
    (void)snprintf(
        out, HTTP_URL_SIZE, "%s://%s", run->server.certificate ? "https" : "http", address);
}

static enum exit_code listen_there(const struct session *session, struct http_run *run)
{
    char name[HTTP_ADDRESS_SIZE];
    char problem[160];
    const int number = http_address_listen(&run->address, &run->server.listener);

    if (number == 0) {
        return EXIT_CODE_OK;
    }

    http_address_text(&run->address, name);
    complain(session, SAY(session, "cannot listen on '%s'", "无法监听 '%s'"), name);
    why(session, "%s", output_problem(session, number, problem));
    hint(
        session,
        SAY(session,
            "name another port with '--%slisten', or 0 for any that is free",
            "请用 '--%slisten' 指定其他端口，0 为任一空闲端口"),
        run->prefix ? run->prefix : "");
    return EXIT_CODE_FILE;
}

static enum exit_code start_all(
    const struct session *session, struct http_run *run, struct http_server **out)
{
    if (run->crew.steps) {
        run->calls = http_crew_start(&run->crew);
        if (!run->calls) {
            return complain_memory(session);
        }
    }

    run->server.context = run;
    return http_server_start(session, &run->server, out);
}

/* Signals are for the thread that waits for them: none of those that are started here. */
static enum exit_code start(
    const struct session *session, struct http_run *run, struct http_server **out)
{
    sigset_t all;
    sigset_t before;

    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    const enum exit_code code = start_all(session, run, out);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return code;
}

static void finish_crew(struct http_run *run)
{
    http_crew_stop(run->calls);
    run->calls = NULL;
}

enum exit_code http_run_open(const struct session *session, struct http_run *run)
{
    enum exit_code code = listen_there(session, run);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    http_hosts_make(
        &run->address, run->server.certificate, run->names, run->name_count, &run->hosts);
    run->server.hosts = run->hosts.list;
    if (run->is_one_host) {
        run->hosts.list[1] = NULL;
    }
    if (run->ready) {
        run->ready(run);
    }
    code = start(session, run, &run->started);
    if (code == EXIT_CODE_OK) {
        run->connections = http_server_connections(run->started);
    } else {
        (void)close(run->server.listener);
        finish_crew(run);
    }
    return code;
}

void http_run_close(struct http_run *run)
{
    if (run->started) {
        http_server_stop_listening(run->started);
        if (run->leave) {
            run->leave(run);
        }
        http_server_stop(run->started);
        run->started = NULL;
    }
    finish_crew(run);
}

enum exit_code http_run(const struct session *session, struct http_run *run)
{
    const enum exit_code code = http_run_open(session, run);

    if (code == EXIT_CODE_OK) {
        run->tell(session, run);
        (void)interrupt_wait(-1);
        http_run_close(run);
    }

    return code;
}
