/* SPDX-License-Identifier: Apache-2.0 */
#include "identity_data.h"

#include <wallet/issue.h>
#include <wallet/time.h>

#include "base64.h"
#include "encoding.h"
#include "output.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Days are counted in UTC+8, as in all data files. */
enum {
    SECONDS_A_DAY = 86400,
    BEIJING_OFFSET = 28800,
    DATA_MAX = 4 * WALLET_LICENCE_MAX, /* base64 and names included */
};

/* A data file that is read. */
struct reading {
    const struct session *session;
    const char *path;
    struct identity_data *out;
};

static enum exit_code fail(const struct reading *reading, const char *name, const char *reason)
{
    const struct session *session = reading->session;

    complain(session, SAY(session, "'%s' cannot be issued", "'%s' 不能签发"), reading->path);
    why(session, "'%s': %s", name, reason);
    hint(
        session,
        SAY(session,
            "'man wallet-issue' shows how the data of an identity is written",
            "'man wallet-issue' 说明身份数据的写法"));
    return EXIT_CODE_FILE;
}

static enum exit_code fail_kind(const struct reading *reading, const char *name, const char *wanted)
{
    char reason[128];

    (void)snprintf(
        reason, sizeof reason, SAY(reading->session, "it must be %s", "应为 %s"), wanted);
    return fail(reading, name, reason);
}

static enum exit_code read_text(
    const struct reading *reading, const char *name, const json_t *value, const char **out)
{
    *out = json_string_value(value);
    return *out ? EXIT_CODE_OK
                : fail_kind(reading, name, SAY(reading->session, "a text", "字符串"));
}

/* A day is its first second; at the end of a period its last day counts. */
static enum exit_code read_time(
    const struct reading *reading, const char *name, const json_t *value, bool is_end, int64_t *out)
{
    const char *text = json_string_value(value);

    if (is_end && text && (strcmp(text, "long-term") == 0 || strcmp(text, "长期") == 0)) {
        *out = 0;
        return EXIT_CODE_OK;
    }
    if (!text || wallet_time_parse(text, out, NULL) != WALLET_OK) {
        return fail_kind(reading, name, SAY(reading->session, "a day or a time", "日期或时间"));
    }
    if (strlen(text) == strlen("2026-01-01") && text[0] != '@') {
        *out += (is_end ? SECONDS_A_DAY : 0) - BEIJING_OFFSET;
    }

    return EXIT_CODE_OK;
}

/* A number of a list, or one of its words. */
static enum exit_code read_choice(
    const struct reading *reading, uint64_t number, const json_t *value, unsigned *out)
{
    const char *text = json_string_value(value);
    uint64_t found = json_is_integer(value) && json_integer_value(value) > 0
                         ? (uint64_t)json_integer_value(value)
                         : 0;

    for (uint64_t i = 1; text && *wallet_claim169_choice(number, i, WALLET_ENGLISH); i++) {
        if (strcasecmp(text, wallet_claim169_choice(number, i, WALLET_ENGLISH)) == 0 ||
            strcmp(text, wallet_claim169_choice(number, i, WALLET_CHINESE)) == 0) {
            found = i;
        }
    }
    if (!*wallet_claim169_choice(number, found, WALLET_ENGLISH)) {
        return fail_kind(
            reading,
            wallet_claim169_name(number),
            SAY(reading->session, "a number of its list, or its word", "列表中的数字或文字"));
    }

    *out = (unsigned)found;
    return EXIT_CODE_OK;
}

static enum exit_code read_fingers(const struct reading *reading, const json_t *value)
{
    struct identity_data *out = reading->out;
    const size_t count = json_array_size(value);
    bool holds = json_is_array(value) && count <= sizeof out->fingers;

    for (size_t i = 0; i < count && holds; i++) {
        const json_t *finger = json_array_get(value, i);
        holds = json_is_integer(finger) && json_integer_value(finger) >= 0 &&
                json_integer_value(finger) <= UINT8_MAX;
        out->fingers[i] = holds ? (uint8_t)json_integer_value(finger) : 0;
    }

    out->record.best_quality_fingers = out->fingers;
    out->record.best_quality_finger_count = count;
    return holds ? EXIT_CODE_OK
                 : fail_kind(
                       reading,
                       "bestQualityFingers",
                       SAY(reading->session,
                           "at most ten numbers, 0 to 10",
                           "至多 10 个 0 至 10 的数字"));
}

static enum exit_code read_data(
    const struct reading *reading, const char *name, const char *text, struct file *out)
{
    const size_t room = strlen(text) / 4 * 3 + 3;

    out->data = malloc(room);
    if (!out->data) {
        return complain_memory(reading->session);
    }

    return base64_read(text_of(text), out->data, room, &out->size)
               ? EXIT_CODE_OK
               : fail_kind(reading, name, "base64");
}

/* A number that may be left out. */
static bool read_number(const json_t *object, const char *name, bool *out_is_there, uint64_t *out)
{
    const json_t *value = json_object_get(object, name);

    *out_is_there = value != NULL;
    *out = json_is_integer(value) ? (uint64_t)json_integer_value(value) : 0;
    return !value || (json_is_integer(value) && json_integer_value(value) >= 0);
}

/* Whether nothing would be left out of what is signed. */
static bool has_known_members(const json_t *object)
{
    static const char *const names[] = { "data", "file", "format", "subFormat", "issuer" };
    size_t known = 0;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        known += json_object_get(object, names[i]) != NULL;
    }

    return known == json_object_size(object);
}

/* What a biometric says of itself; a picture need not. */
static enum exit_code describe(
    const struct reading *reading,
    const char *name,
    const json_t *object,
    struct wallet_claim169_biometric *out)
{
    const json_t *issuer = json_object_get(object, "issuer");

    if (!has_known_members(object) || (issuer && !json_is_string(issuer))) {
        return fail_kind(
            reading,
            name,
            SAY(reading->session,
                "an object of data, file, format, subFormat and issuer, a text",
                "只含 data、file、format、subFormat 和 issuer（字符串）的对象"));
    }
    if (!read_number(object, "format", &out->has_format, &out->format) ||
        !read_number(object, "subFormat", &out->has_sub_format, &out->sub_format)) {
        return fail_kind(
            reading, name, SAY(reading->session, "of a format in numbers", "以数字表示的格式"));
    }
    if (!out->has_format && wallet_claim169_picture(out->data, &out->sub_format)) {
        out->has_format = true;
        out->format = WALLET_CLAIM169_FORMAT_IMAGE;
        out->has_sub_format = true;
    }

    out->issuer = issuer ? text_of(json_string_value(issuer)) : (struct wallet_bytes){ 0 };
    return EXIT_CODE_OK;
}

static enum exit_code read_capture(
    const struct reading *reading, uint64_t number, const json_t *value)
{
    struct wallet_claim169_record *record = &reading->out->record;
    const char *name = wallet_claim169_name(number);
    const char *data = json_string_value(json_object_get(value, "data"));
    const char *path = json_is_string(value) ? json_string_value(value)
                                             : json_string_value(json_object_get(value, "file"));

    if (record->capture_count == IDENTITY_DATA_CAPTURE_MAX) {
        return fail(
            reading,
            name,
            SAY(reading->session, "there are more than 64 biometrics", "生物特征超过 64 个"));
    }
    if (!data && !path) {
        return fail_kind(
            reading,
            name,
            SAY(reading->session,
                "the name of a picture's file, or an object with 'data' or 'file'",
                "图片文件名，或含 'data' 或 'file' 的对象"));
    }

    struct wallet_claim169_capture *capture = &reading->out->captures[record->capture_count];
    struct file *picture = &reading->out->pictures[record->capture_count++];
    const enum exit_code code =
        data ? read_data(reading, name, data, picture)
             : file_read(reading->session, path, WALLET_LICENCE_MAX, picture);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    record->captures = reading->out->captures;
    capture->attribute = (enum wallet_claim169_attribute)number;
    capture->biometric.data = file_bytes(picture);
    return describe(reading, name, value, &capture->biometric);
}

static enum exit_code read_captures(
    const struct reading *reading, uint64_t number, const json_t *value)
{
    enum exit_code code = EXIT_CODE_OK;

    if (!json_is_array(value)) {
        return read_capture(reading, number, value);
    }
    for (size_t i = 0; i < json_array_size(value) && code == EXIT_CODE_OK; i++) {
        code = read_capture(reading, number, json_array_get(value, i));
    }

    return code;
}

static enum exit_code read_attribute(
    const struct reading *reading, const char *name, const json_t *value)
{
    struct wallet_claim169_record *record = &reading->out->record;
    const uint64_t number = wallet_claim169_number(name);

    switch (wallet_claim169_kind(number)) {
    case WALLET_CLAIM169_TEXT: return read_text(reading, name, value, &record->texts[number]);
    case WALLET_CLAIM169_FINGERS: return read_fingers(reading, value);
    case WALLET_CLAIM169_BIOMETRICS: return read_captures(reading, number, value);
    case WALLET_CLAIM169_CHOICE:
        if (number != WALLET_CLAIM169_PHOTO_FORMAT) {
            return read_choice(
                reading,
                number,
                value,
                number == WALLET_CLAIM169_GENDER ? &record->gender : &record->marital_status);
        }
        break;
    case WALLET_CLAIM169_IMAGE:
    case WALLET_CLAIM169_UNASSIGNED: break;
    }

    return fail(
        reading,
        name,
        number != 0
            ? SAY(reading->session,
                  "the specification has withdrawn it: write 'face'",
                  "规范已弃用该属性：请改用 'face'")
            : SAY(reading->session, "the specification has no such attribute", "规范中没有该属性"));
}

static enum exit_code read_identity(const struct reading *reading, json_t *identity)
{
    enum exit_code code = EXIT_CODE_OK;
    const char *name = NULL;
    json_t *value = NULL;

    if (!json_is_object(identity)) {
        return fail_kind(reading, "identity", SAY(reading->session, "an object", "对象"));
    }
    json_object_foreach(identity, name, value)
    {
        code = code == EXIT_CODE_OK ? read_attribute(reading, name, value) : code;
    }

    return code;
}

static enum exit_code read_member(const struct reading *reading, const char *name, json_t *value)
{
    struct wallet_claim169_record *record = &reading->out->record;

    if (strcmp(name, "issuer") == 0) {
        return read_text(reading, name, value, &record->issuer);
    }
    if (strcmp(name, "subject") == 0) {
        return read_text(reading, name, value, &record->subject);
    }
    if (strcmp(name, "valid_from") == 0) {
        return read_time(reading, name, value, false, &record->from_unix);
    }
    if (strcmp(name, "valid_until") == 0) {
        return read_time(reading, name, value, true, &record->until_unix);
    }
    if (strcmp(name, "identity") == 0) {
        return read_identity(reading, value);
    }

    return fail(
        reading,
        name,
        SAY(reading->session,
            "there are issuer, subject, valid_from, valid_until and identity",
            "只有 issuer、subject、valid_from、valid_until 和 identity"));
}

static enum exit_code complain_json(
    const struct reading *reading, const json_t *root, const json_error_t *problem)
{
    const struct session *session = reading->session;

    complain(session, SAY(session, "'%s' cannot be issued", "'%s' 不能签发"), reading->path);
    if (root) {
        why(session, SAY(session, "it is JSON, and no object", "内容是 JSON，但不是对象"));
    } else {
        why(session,
            SAY(session, "line %d is no JSON: %s", "第 %d 行不是 JSON：%s"),
            problem->line,
            problem->text);
    }
    hint(
        session, SAY(session, "mend it; it is to be one object", "请更正；内容应为一个 JSON 对象"));
    return EXIT_CODE_FILE;
}

static enum exit_code read_root(const struct reading *reading, struct wallet_bytes text)
{
    enum exit_code code = EXIT_CODE_OK;
    json_error_t problem = { .text = "" };
    const char *name = NULL;
    json_t *value = NULL;

    json_t *root = json_loadb((const char *)text.data, text.size, JSON_REJECT_DUPLICATES, &problem);
    reading->out->root = root;
    if (!json_is_object(root)) {
        return complain_json(reading, root, &problem);
    }
    json_object_foreach(root, name, value)
    {
        code = code == EXIT_CODE_OK ? read_member(reading, name, value) : code;
    }

    return code;
}

enum exit_code identity_data_read(
    const struct session *session, const char *path, struct identity_data *out)
{
    const struct reading reading = { session, path, out };
    struct file file = { 0 };

    *out = (struct identity_data){ .root = NULL };
    enum exit_code code = file_read(session, path, DATA_MAX, &file);
    if (code == EXIT_CODE_OK) {
        code = read_root(&reading, encoding_skip_mark(file_bytes(&file)));
    }

    file_free(&file);
    return code;
}

void identity_data_free(struct identity_data *data)
{
    for (size_t i = 0; i < data->record.capture_count; i++) {
        file_free(&data->pictures[i]);
    }

    json_decref(data->root);
}
