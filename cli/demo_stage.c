/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/issue.h>
#include <wallet/qr.h>
#include <wallet/scan.h>

#include "demo.h"
#include "file.h"
#include "output.h"
#include "picture.h"
#include "place.h"
#include "save.h"
#include "types.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SECONDS_A_YEAR = 31536000
};

enum exit_code demo_complain(const struct demo *demo, const struct wallet_error *error)
{
    const struct session *session = demo->session;
    const enum exit_code code =
        refuse(session, error, SAY(session, "the demo cannot go on", "演示无法继续"));

    hint(
        session,
        SAY(session, "'wallet doctor' looks for the cause", "用 'wallet doctor' 查找原因"));
    return code;
}

static bool path_of(
    const struct demo *demo, const char *name, const char *ending, char out[PATH_MAX])
{
    const int size = snprintf(out, PATH_MAX, "%s/%s%s", demo->folder, name, ending);

    return size > 0 && size < PATH_MAX;
}

static enum exit_code save_in_folder(
    const struct demo *demo,
    const char *name,
    const char *ending,
    struct wallet_bytes content,
    enum save_kind kind)
{
    char path[PATH_MAX];

    if (!path_of(demo, name, ending, path)) {
        return complain_memory(demo->session);
    }

    return save(demo->session, path, content, kind);
}

static enum exit_code save_key(
    const struct demo *demo, const char *name, const struct wallet_key *key)
{
    struct wallet_buffer text = { 0 };
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;

    if (wallet_key_write_private(key, &text, &error) != WALLET_OK) {
        return demo_complain(demo, &error);
    }
    code = save_in_folder(demo, name, ".key", wallet_buffer_bytes(&text), SAVE_SECRET);
    if (code == EXIT_CODE_OK && wallet_key_write_public(key, &text, &error) != WALLET_OK) {
        code = demo_complain(demo, &error);
    }
    if (code == EXIT_CODE_OK) {
        code = save_in_folder(demo, name, ".key.pub", wallet_buffer_bytes(&text), SAVE_NEW);
    }

    wallet_buffer_clear(&text);
    return code;
}

static enum exit_code trust_key(const struct demo *demo, const struct wallet_key *key)
{
    struct wallet_buffer text = { 0 };
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;

    if (wallet_key_write_public(key, &text, &error) != WALLET_OK ||
        wallet_trust_add(demo->trust, wallet_buffer_bytes(&text), &error) != WALLET_OK) {
        code = demo_complain(demo, &error);
    }

    wallet_buffer_clear(&text);
    return code;
}

static enum exit_code make_keys(struct demo *demo, size_t licence, struct demo_outcome *out)
{
    const struct demo_licence *licences = demo->licences;
    const char *const police_types[] = { wallet_type_code(licences[0].type),
                                         wallet_type_code(licences[1].type) };
    const char *const market_types[] = { wallet_type_code(licences[2].type) };
    const struct wallet_key_owner police = {
        "11360500000000019F", "演示市公安局", "Demo City Police", police_types, 2
    };
    const struct wallet_key_owner market = {
        "11360500000000027A", "演示市市场监督管理局", "Demo City Market Regulation", market_types, 1
    };
    struct wallet_error error;
    (void)licence;

    if (wallet_key_generate(WALLET_ALGORITHM_ED25519, &police, &demo->police, &error) !=
            WALLET_OK ||
        wallet_key_generate(WALLET_ALGORITHM_ES256, &market, &demo->market, &error) != WALLET_OK ||
        wallet_key_generate(WALLET_ALGORITHM_ED25519, &police, &demo->impostor, &error) !=
            WALLET_OK) {
        return demo_complain(demo, &error);
    }

    demo->licences[0].key = demo->licences[1].key = demo->police;
    demo->licences[2].key = demo->market;
    enum exit_code code = save_key(demo, "police", demo->police);
    if (code == EXIT_CODE_OK) {
        code = save_key(demo, "market", demo->market);
    }
    if (code == EXIT_CODE_OK) {
        code = trust_key(demo, demo->police);
    }
    (void)snprintf(
        out->detail,
        sizeof out->detail,
        "%s, %s",
        wallet_algorithm_name(wallet_key_algorithm(demo->police)),
        wallet_algorithm_name(wallet_key_algorithm(demo->market)));
    if (code == EXIT_CODE_OK) {
        code = trust_key(demo, demo->market);
    }
    if (code == EXIT_CODE_OK &&
        wallet_verifier_new(demo->trust, demo->catalogue, &demo->verifier, &error) != WALLET_OK) {
        code = demo_complain(demo, &error);
    }
    return code;
}

/* The data was written for some day; the demo runs on any. */
static void adapt_terms(const struct demo *demo, struct wallet_terms *terms)
{
    if (terms->from_unix > demo->now_unix) {
        terms->from_unix = 0;
    }
    if (terms->until_unix != 0 && terms->until_unix <= demo->now_unix) {
        terms->until_unix = demo->now_unix + SECONDS_A_YEAR;
    }
}

static enum exit_code read_record(
    const struct demo *demo, const struct demo_licence *licence, struct wallet_record **out)
{
    const struct session *session = demo->session;
    char name[64];
    char path[PATH_MAX];
    struct file file = { 0 };
    struct wallet_error error;

    (void)snprintf(name, sizeof name, "%s.json", licence->type_name);
    if (!place_example(name, path)) {
        complain(session, SAY(session, "there is no data for the demo", "没有演示数据"));
        why(session, SAY(session, "'%s' is not where it should be", "找不到 '%s'"), name);
        hint(
            session,
            SAY(session,
                "install it, or set WALLET_EXAMPLES to its folder",
                "请安装，或用 WALLET_EXAMPLES 指明目录"));
        return EXIT_CODE_FILE;
    }

    enum exit_code code = file_read(session, path, WALLET_RECORD_JSON_MAX, &file);
    if (code == EXIT_CODE_OK &&
        wallet_record_parse(licence->type, file_bytes(&file), out, &error) != WALLET_OK) {
        code = demo_complain(demo, &error);
    }

    file_free(&file);
    return code;
}

enum exit_code demo_issue(
    struct demo *demo,
    struct demo_licence *licence,
    const struct wallet_signer *signer,
    struct wallet_buffer *out)
{
    struct wallet_record *record = NULL;
    struct wallet_error error;
    enum exit_code code = read_record(demo, licence, &record);

    if (code == EXIT_CODE_OK) {
        struct wallet_terms *terms = wallet_record_terms(record);
        adapt_terms(demo, terms);
        licence->until_unix = terms->until_unix;
        if (wallet_issue(record, signer, demo->now_unix, out, &error) != WALLET_OK) {
            code = demo_complain(demo, &error);
        }
    }

    wallet_record_free(record);
    return code;
}

static enum exit_code issue(struct demo *demo, size_t index, struct demo_outcome *out)
{
    struct demo_licence *licence = &demo->licences[index];
    struct wallet_signer signer;
    struct wallet_error error;

    if (wallet_key_signer(licence->key, &signer, &error) != WALLET_OK) {
        return demo_complain(demo, &error);
    }

    const enum exit_code code = demo_issue(demo, licence, &signer, &licence->licence);
    if (code != EXIT_CODE_OK) {
        return code;
    }
    if (wallet_qr_write_text(wallet_buffer_bytes(&licence->licence), &licence->text, &error) !=
        WALLET_OK) {
        return demo_complain(demo, &error);
    }

    (void)snprintf(
        out->detail,
        sizeof out->detail,
        SAY(demo->session, "%zu bytes", "%zu 字节"),
        licence->licence.size);
    return EXIT_CODE_OK;
}

enum exit_code demo_draw(
    struct demo *demo, const char *name, struct wallet_bytes text, struct demo_outcome *out)
{
    const struct wallet_qr_options options = { .format = WALLET_QR_PNG };
    struct wallet_buffer picture = { 0 };
    unsigned version = 0;
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;

    if (wallet_qr_draw(text, &options, &picture, &version, &error) != WALLET_OK) {
        code = demo_complain(demo, &error);
    } else {
        code = save_in_folder(demo, name, ".png", wallet_buffer_bytes(&picture), SAVE_NEW);
    }
    (void)snprintf(out->detail, sizeof out->detail, "%s.png, QR %u", name, version);

    wallet_buffer_clear(&picture);
    return code;
}

static enum exit_code draw(struct demo *demo, size_t index, struct demo_outcome *out)
{
    const struct demo_licence *licence = &demo->licences[index];

    return demo_draw(demo, licence->type_name, wallet_buffer_bytes(&licence->text), out);
}

static enum exit_code keep_text(
    const struct demo *demo, const struct wallet_scan *scan, struct file *out)
{
    const struct session *session = demo->session;
    const size_t count = wallet_scan_count(scan);

    if (count != 1) {
        complain(session, SAY(session, "the demo cannot go on", "演示无法继续"));
        why(session,
            SAY(session, "a picture with one code gave %zu", "含一个码的图片读出了 %zu 个"),
            count);
        hint(
            session,
            SAY(session, "'wallet doctor' looks for the cause", "用 'wallet doctor' 查找原因"));
        return EXIT_CODE_NO_CODE;
    }

    const struct wallet_bytes text = wallet_scan_text(scan, 0);
    uint8_t *copy = malloc(text.size + 1);
    if (!copy) {
        return complain_memory(session);
    }

    memcpy(copy, text.data, text.size);
    *out = (struct file){ .data = copy, .size = text.size };
    return EXIT_CODE_OK;
}

enum exit_code demo_scan(struct demo *demo, const char *name, struct file *out_text)
{
    char path[PATH_MAX];
    struct file file = { 0 };
    struct wallet_scan *scan = NULL;

    if (!path_of(demo, name, ".png", path)) {
        return complain_memory(demo->session);
    }

    enum exit_code code = file_read(demo->session, path, WALLET_PICTURE_MAX, &file);
    if (code == EXIT_CODE_OK) {
        code = picture_scan(demo->session, path, file_bytes(&file), &scan);
    }
    if (code == EXIT_CODE_OK) {
        code = keep_text(demo, scan, out_text);
    }

    wallet_scan_free(scan);
    file_free(&file);
    return code;
}

static enum exit_code scan(struct demo *demo, size_t index, struct demo_outcome *out)
{
    struct demo_licence *licence = &demo->licences[index];
    const enum exit_code code = demo_scan(demo, licence->type_name, &licence->scanned);

    (void)snprintf(
        out->detail,
        sizeof out->detail,
        SAY(demo->session, "%zu characters", "%zu 字符"),
        licence->scanned.size);
    return code;
}

enum exit_code demo_verify(
    struct demo *demo, struct wallet_bytes input, int64_t at_unix, struct demo_outcome *out)
{
    struct wallet_error error;
    const enum wallet_status status =
        wallet_verify(demo->verifier, input, at_unix, demo->verdict, &error);

    if (status != WALLET_OK && wallet_status_fault(status) != WALLET_FAULT_VERDICT) {
        return demo_complain(demo, &error);
    }

    out->is_verdict = true;
    out->decision = wallet_verdict_decision(demo->verdict);
    out->reason = wallet_verdict_reason(demo->verdict);
    return EXIT_CODE_OK;
}

static enum exit_code verify(struct demo *demo, size_t index, struct demo_outcome *out)
{
    return demo_verify(demo, file_bytes(&demo->licences[index].scanned), demo->now_unix, out);
}

#define ACCEPTED WALLET_ACCEPTED, WALLET_REASON_NONE
#define DONE     WALLET_UNKNOWN, WALLET_REASON_NONE

const struct demo_step demo_steps[] = {
    { "two agencies make their keys", "两个发证机关生成密钥", 0, make_keys, DONE },
    { "issue an ID card", "签发居民身份证", 0, issue, DONE },
    { "issue a household register", "签发居民户口簿", 1, issue, DONE },
    { "issue a business licence", "签发营业执照", 2, issue, DONE },
    { "draw the ID card", "绘制身份证二维码", 0, draw, DONE },
    { "draw the household register", "绘制户口簿二维码", 1, draw, DONE },
    { "draw the business licence", "绘制营业执照二维码", 2, draw, DONE },
    { "scan the ID card", "扫描身份证图片", 0, scan, DONE },
    { "scan the household register", "扫描户口簿图片", 1, scan, DONE },
    { "scan the business licence", "扫描营业执照图片", 2, scan, DONE },
    { "verify the ID card", "核验居民身份证", 0, verify, ACCEPTED },
    { "verify the household register", "核验居民户口簿", 1, verify, ACCEPTED },
    { "verify the business licence", "核验营业执照", 2, verify, ACCEPTED },
    { 0 },
};
