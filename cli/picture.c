/* SPDX-License-Identifier: Apache-2.0 */
#include "picture.h"

#include "encoding.h"
#include "output.h"
#include "place.h"

#include <string.h>

struct magic {
    const char *name;
    size_t offset;
    const char *bytes;
    size_t size;
    bool is_read;
};

static const struct magic magics[] = {
    { "PNG", 0, "\x89PNG\r\n\x1a\n", 8, true },
    { "JPEG", 0, "\xff\xd8\xff", 3, true },
    { "GIF", 0, "GIF8", 4, false },
    { "WebP", 8, "WEBP", 4, false },
    { "TIFF", 0, "II*\0", 4, false },
    { "TIFF", 0, "MM\0*", 4, false },
    { "TIFF", 0, "II+\0", 4, false },
    { "TIFF", 0, "MM\0+", 4, false },
    { "AVIF", 4, "ftypavif", 8, false },
    { "HEIC", 4, "ftyp", 4, false },
    { "PDF", 0, "%PDF-", 5, false },
    { "SVG", 0, "<svg", 4, false },
};

static const struct magic svg = { .name = "SVG" };
static const struct magic bmp = { .name = "BMP" };

/* Two letters are no mark: the four bytes after the size are reserved and zero. */
static bool is_bmp(struct wallet_bytes content)
{
    return content.size >= 10 && memcmp(content.data, "BM", 2) == 0 &&
           memcmp(content.data + 6, "\0\0\0", 4) == 0;
}

/* XML whose root stands soon after declaration and remarks. */
static bool is_svg(struct wallet_bytes content)
{
    const size_t looked_at = content.size < 4096 ? content.size : 4096;

    return looked_at > 5 &&
           (memcmp(content.data, "<?xml", 5) == 0 || memcmp(content.data, "<!--", 4) == 0 ||
            memcmp(content.data, "<!DOC", 5) == 0) &&
           memmem(content.data, looked_at, "<svg", 4) != NULL;
}

static const struct magic *find(struct wallet_bytes content)
{
    const struct wallet_bytes text = encoding_skip_mark(content);

    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++) {
        const struct magic *magic = &magics[i];
        if (content.size >= magic->offset + magic->size &&
            memcmp(content.data + magic->offset, magic->bytes, magic->size) == 0) {
            return magic;
        }
    }
    if (is_bmp(content)) {
        return &bmp;
    }

    return is_svg(text) ? &svg : NULL;
}

bool picture_is_known(struct wallet_bytes content)
{
    return find(content) != NULL;
}

/** Whether a short text of CBOR stands here. */
static bool has_text(struct wallet_bytes content, size_t offset, const char *text)
{
    const size_t size = strlen(text);

    return content.size > offset + size && content.data[offset] == 0x60 + size &&
           memcmp(content.data + offset + 1, text, size) == 0;
}

/** A map that begins with a member of what devices, readers and issuers say of mobile documents. */
static bool is_mdoc_map(struct wallet_bytes content)
{
    static const char *const members[] = {
        "version",      "documents",     "documentErrors", "status",
        "nameSpaces",   "issuerAuth",    "docRequests",    "digestAlgorithm",
        "valueDigests", "deviceKeyInfo", "validityInfo",   "docType",
    };
    const unsigned info = content.data[0] & 0x1fU;
    const size_t head = info < 24 ? 1 : (size_t)(info == 24 ? 2 : 3);
    bool found = false;

    for (size_t i = 0; i < sizeof members / sizeof members[0] && !found; i++) {
        found = has_text(content, head, members[i]);
    }

    return found && content.data[0] >> 5 == 5;
}

/** DeviceEngagement: {0: version, ...}. */
static bool is_engagement(struct wallet_bytes content)
{
    return content.size > 2 && content.data[0] >> 5 == 5 && content.data[1] == 0 &&
           content.data[2] == 0x63;
}

/** SessionTranscript: an array of three that begins with tag 24 or null; or that in its own tag 24. */
static bool is_transcript(struct wallet_bytes content)
{
    return content.size > 2 && content.data[0] == 0x83 &&
           ((content.data[1] == 0xd8 && content.data[2] == 0x18) || content.data[1] == 0xf6);
}

bool picture_is_mdoc(struct wallet_bytes content)
{
    const bool is_embedded = content.size > 1 && content.data[0] == 0xd8 && content.data[1] == 0x18;

    return is_embedded || (content.size > 0 && (is_mdoc_map(content) || is_engagement(content) ||
                                                is_transcript(content)));
}

bool picture_is_cbor(struct wallet_bytes content)
{
    if (content.size < 2) {
        return false;
    }

    /*
     * Tag 18, an array of four, tag 16 (encrypted), tag 61 before it (RFC 8392), self-described (RFC 8949 3.4.6), or an
     * array of those with tag 18: several licences that are shown at once.
     */
    const bool is_several =
        content.data[0] > 0x81 && content.data[0] <= 0x8f && content.data[1] == 0xd2;
    return is_several || content.data[0] == 0xd2 || content.data[0] == 0x84 ||
           (content.data[0] == 0xd0 && content.data[1] == 0x83) ||
           (content.data[0] == 0xd8 && (content.data[1] == 0x3d || content.data[1] == 0x12)) ||
           (content.data[0] == 0xd9 && content.data[1] == 0xd9) || picture_is_mdoc(content);
}

static enum exit_code complain_kind(
    const struct session *session, const char *name, const char *kind)
{
    complain(session, SAY(session, "cannot read '%s'", "无法读取 '%s'"), name);
    why(session,
        SAY(session, "it is %s, and only PNG and JPEG are read", "这是 %s，只支持 PNG 和 JPEG"),
        kind);
    hint(session, SAY(session, "save it as PNG or JPEG", "请另存为 PNG 或 JPEG"));
    return EXIT_CODE_FILE;
}

static enum exit_code complain_scan(
    const struct session *session, const char *name, const struct wallet_error *error)
{
    (void)refuse(session, error, SAY(session, "cannot scan '%s'", "无法扫描 '%s'"), name);
    if (error->status == WALLET_ERR_SCANNER) {
        hint(
            session,
            SAY(session, "'wallet doctor' tries the scanner", "用 'wallet doctor' 检查扫描程序"));
    } else {
        hint(session, SAY(session, "take or save the picture again", "请重新拍摄或保存图片"));
    }
    return EXIT_CODE_FILE;
}

enum exit_code picture_scan(
    const struct session *session,
    const char *name,
    struct wallet_bytes content,
    struct wallet_scan **out)
{
    char scanner[PATH_MAX];
    struct wallet_error error;
    const struct magic *magic = find(content);

    if (magic && !magic->is_read) {
        return complain_kind(session, name, magic->name);
    }
    if (!place_scanner(scanner)) {
        complain(session, SAY(session, "cannot scan '%s'", "无法扫描 '%s'"), name);
        why(session, SAY(session, "there is no wallet-scanner", "没有 wallet-scanner 程序"));
        hint(
            session,
            SAY(session,
                "install it, or set WALLET_SCANNER to it",
                "请安装，或用 WALLET_SCANNER 指明"));
        return EXIT_CODE_FILE;
    }
    if (wallet_scan_picture(scanner, content, 0, out, &error) != WALLET_OK) {
        return complain_scan(session, name, &error);
    }

    return EXIT_CODE_OK;
}
