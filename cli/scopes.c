/* SPDX-License-Identifier: Apache-2.0 */
#include "scopes.h"

#include "output.h"
#include "picks.h"
#include "scope_text.h"
#include "types.h"

#include <stdlib.h>
#include <string.h>

void scopes_free(struct scopes *scopes)
{
    for (size_t i = 0; i < scopes->count; i++) {
        free(scopes->texts[i]);
    }
    free(scopes->texts);
    *scopes = (struct scopes){ 0 };
}

/* The library would refuse it, too, but in other words. */
static enum exit_code check_fields(
    const struct session *session, const struct picks *picks, unsigned roles)
{
    const bool is_counter = (roles & WALLET_ROLE_COUNTER) && !(roles & WALLET_ROLE_ISSUER);
    bool has_fields = false;

    for (size_t i = 0; i < picks->count; i++) {
        has_fields = has_fields || !picks->items[i].is_whole;
    }
    if (is_counter || !has_fields) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "fields are for counters alone", "只有窗口可限定字段"));
    why(session,
        SAY(session, "whoever signs a licence signs all of it", "签发机关须签发证照的全部内容"));
    hint(
        session,
        SAY(session,
            "--role counter, with a key that issues nothing",
            "请用 --role counter 和不用于签发的密钥"));
    return EXIT_CODE_USAGE;
}

/* Takes over a text; false where memory is short. */
static bool take(struct scopes *out, char *text)
{
    char **texts = text ? reallocarray(out->texts, out->count + 1, sizeof *texts) : NULL;
    if (!texts) {
        free(text);
        return false;
    }

    out->texts = texts;
    out->texts[out->count++] = text;
    return true;
}

static enum exit_code write_all(
    const struct session *session, const struct picks *picks, struct scopes *out)
{
    for (size_t i = 0; i < picks->count; i++) {
        if (!take(out, scope_text_of(&picks->items[i]))) {
            return complain_memory(session);
        }
    }

    return EXIT_CODE_OK;
}

enum exit_code scopes_read(
    const struct session *session,
    const struct option_list *types,
    unsigned roles,
    struct scopes *out)
{
    struct wallet_catalogue *catalogue = NULL;
    struct picks picks = { 0 };

    if (types->count == 1 && strcmp(types->items[0], "*") == 0) {
        return take(out, strdup("*")) ? EXIT_CODE_OK : complain_memory(session);
    }

    enum exit_code code = types->count ? types_load(session, &catalogue) : EXIT_CODE_OK;
    if (code == EXIT_CODE_OK) {
        code = picks_read(session, catalogue, types, &picks);
    }
    if (code == EXIT_CODE_OK) {
        code = check_fields(session, &picks, roles);
    }
    if (code == EXIT_CODE_OK) {
        code = write_all(session, &picks, out);
    }

    picks_free(&picks);
    wallet_catalogue_free(catalogue);
    return code;
}
