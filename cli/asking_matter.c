/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"
#include "matters.h"
#include "output.h"

#include <string.h>

/* Whoever names a registered matter and calls it otherwise would mislead the holder. */
static enum exit_code check_alone(const struct asking *asking)
{
    const struct session *session = asking->session;
    const struct ask_settings *settings = asking->settings;
    const char *other = settings->matter        ? "--matter"
                        : settings->matter_code ? "--matter-code"
                                                : NULL;
    if (!other) {
        return EXIT_CODE_OK;
    }

    complain(
        session,
        SAY(session, "'%s' cannot stand beside the matter '%s'", "'%s' 不能与事项 '%s' 同用"),
        other,
        asking->named);
    why(session,
        SAY(session,
            "the catalogue says what a matter is called, and its code",
            "事项的名称和编码以目录为准"));
    hint(session, SAY(session, "leave out one of the two", "请只保留其中之一"));
    return EXIT_CODE_USAGE;
}

static bool take_item(struct asking *asking, const struct wallet_request_item *item)
{
    const struct wallet_bytes code = { (const uint8_t *)item->type, strlen(item->type) };
    const struct wallet_type *type = wallet_catalogue_find(asking->catalogue, code);
    const bool is_required = item->is_required || picks_find(&asking->required, type);

    return picks_add_item(
        is_required ? &asking->required : &asking->optional, asking->catalogue, item, NULL);
}

/* No licence of the applicant stands for any of its materials. */
static enum exit_code complain_of_nothing(const struct asking *asking)
{
    const struct session *session = asking->session;
    const struct ask_settings *settings = asking->settings;
    if (settings->items.count > 0 || settings->optional.count > 0) {
        return EXIT_CODE_OK;
    }

    complain(
        session, SAY(session, "'%s' asks for no licence", "事项 '%s' 不索要证照"), asking->named);
    why(session,
        SAY(session,
            "no licence of the applicant stands for one of its materials",
            "其材料均不以申请人的证照代替"));
    hint(session, SAY(session, "say which: --items TYPE:FIELD", "请指明：--items 类型:字段"));
    return EXIT_CODE_USAGE;
}

enum exit_code asking_take_matter(struct asking *asking)
{
    const struct session *session = asking->session;
    const struct wallet_matter *matter = NULL;
    struct wallet_request_item items[WALLET_REQUEST_ITEM_MAX];
    if (!asking->named) {
        return EXIT_CODE_OK;
    }

    enum exit_code code = check_alone(asking);
    if (code == EXIT_CODE_OK) {
        code = matters_load_of(session, asking->catalogue, &asking->matters);
    }
    if (code == EXIT_CODE_OK) {
        code = matters_find(session, asking->matters, asking->named, &matter);
    }

    const size_t count = code == EXIT_CODE_OK ? wallet_matter_items(matter, 0, items) : 0;
    if (code == EXIT_CODE_OK && count == 0) {
        code = complain_of_nothing(asking);
    }
    for (size_t i = 0; i < count && code == EXIT_CODE_OK; i++) {
        code = take_item(asking, &items[i]) ? EXIT_CODE_OK : complain_memory(session);
    }
    if (code == EXIT_CODE_OK) {
        /* The name under which it is registered is the Chinese one. */
        asking->title = wallet_matter_title(matter, WALLET_CHINESE);
        asking->code = wallet_matter_code(matter);
        asking->relation =
            asking->settings->relation ? asking->relation : wallet_matter_relation(matter);
    }

    return code;
}
