/* SPDX-License-Identifier: Apache-2.0 */
#include "post.h"

#include "output.h"

#include <curl/curl.h>
#include <stdio.h>

enum {
    CONNECT_SECONDS = 10,
    TOTAL_SECONDS = 30,
    HTTP_FINE = 200,
    HTTP_REDIRECTION = 300,
};

/* What the other side says is of no interest, and not to be kept. */
static size_t ignore(char *data, size_t size, size_t count, void *context)
{
    (void)data;
    (void)context;
    return size * count;
}

static CURLcode set_up(
    CURL *curl, const char *url, const char *authorities, struct wallet_bytes object)
{
    const struct {
        CURLoption option;
        long value;
    } numbers[] = {
        { CURLOPT_POST, 1 },
        { CURLOPT_POSTFIELDSIZE, (long)object.size },
        { CURLOPT_FOLLOWLOCATION, 0 },
        { CURLOPT_SSL_VERIFYPEER, 1 },
        { CURLOPT_SSL_VERIFYHOST, 2 },
        { CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2 },
        { CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS },
        { CURLOPT_TIMEOUT, TOTAL_SECONDS },
        { CURLOPT_NOSIGNAL, 1 },
    };
    CURLcode code = curl_easy_setopt(curl, CURLOPT_URL, url);

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0] && code == CURLE_OK; i++) {
        code = curl_easy_setopt(curl, numbers[i].option, numbers[i].value);
    }
    if (code == CURLE_OK) {
        code = curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
    }
    if (code == CURLE_OK) {
        code = curl_easy_setopt(curl, CURLOPT_POSTFIELDS, (const char *)object.data);
    }
    if (code == CURLE_OK) {
        code = curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore);
    }
    if (code == CURLE_OK && authorities) {
        code = curl_easy_setopt(curl, CURLOPT_CAINFO, authorities);
        /* Instead of the system's, which stand in a folder, too. */
        code = code == CURLE_OK ? curl_easy_setopt(curl, CURLOPT_CAPATH, NULL) : code;
    }

    return code;
}

static enum exit_code complain_post(
    const struct session *session, const char *url, const char *reason)
{
    complain(session, SAY(session, "the answer did not reach '%s'", "答复未送达 '%s'"), url);
    why(session, "%s", reason);
    hint(
        session,
        SAY(session, "show it as a code instead: leave out --post", "可改为以码出示：不加 --post"));
    return EXIT_CODE_FILE;
}

static enum exit_code send_it(const struct session *session, CURL *curl, const char *url)
{
    char reason[64];
    long answer = 0;

    const CURLcode code = curl_easy_perform(curl);
    if (code != CURLE_OK) {
        return complain_post(session, url, curl_easy_strerror(code));
    }

    (void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
    if (answer >= HTTP_FINE && answer < HTTP_REDIRECTION) {
        return EXIT_CODE_OK;
    }

    (void)snprintf(reason, sizeof reason, SAY(session, "it answers %ld", "对方返回 %ld"), answer);
    return complain_post(session, url, reason);
}

enum exit_code post(
    const struct session *session,
    const char *url,
    const char *authorities,
    struct wallet_bytes object)
{
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/cwt");
    CURL *curl = curl_easy_init();
    enum exit_code code = EXIT_CODE_OK;

    if (!headers || !curl || set_up(curl, url, authorities, object) != CURLE_OK ||
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers) != CURLE_OK) {
        code =
            complain_post(session, url, SAY(session, "libcurl cannot do it", "libcurl 无法处理"));
    } else {
        code = send_it(session, curl, url);
    }

    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
    return code;
}
