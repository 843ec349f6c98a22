/* SPDX-License-Identifier: Apache-2.0 */
#include "gun_card.h"

#include <wallet/qr.h>

#include "code_form.h"
#include "gun_layout.h"
#include "output.h"
#include "save.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A place on the card: lengths in millimetres of an A6 page, which is 105 by 148. */
struct place {
    double x;
    double y;
    double module;
};

static bool draw_code(FILE *stream, struct wallet_bytes text, struct place place)
{
    const struct wallet_qr_options options = { .format = WALLET_QR_SVG, .module_pixels = 1 };
    struct wallet_buffer picture = { 0 };

    const bool is_drawn = wallet_qr_draw(text, &options, &picture, NULL, NULL) == WALLET_OK;
    if (is_drawn) {
        (void)fprintf(
            stream,
            "<g transform=\"translate(%.1f %.1f) scale(%.2f)\">\n%s</g>\n",
            place.x,
            place.y,
            place.module,
            (const char *)picture.data);
    }

    wallet_buffer_clear(&picture);
    return is_drawn;
}

static void write_line(FILE *stream, double y, double size, const char *text)
{
    (void)fprintf(
        stream,
        "<text x=\"52.5\" y=\"%.1f\" font-size=\"%.1f\" text-anchor=\"middle\" "
        "font-family=\"sans-serif\">%s</text>\n",
        y,
        size,
        text);
}

static bool write_card(FILE *stream)
{
    char text[GUN_CARD_LONG_SIZE];
    const struct wallet_bytes long_text = { (const uint8_t *)text, sizeof text };

    gun_card_long(text);
    (void)fputs(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"105mm\" height=\"148mm\" "
        "viewBox=\"0 0 105 148\">\n<path fill=\"#fff\" d=\"M0 0h105v148H0z\"/>\n",
        stream);
    write_line(stream, 9, 4, "Scanner gun test card 扫码枪测试卡");
    write_line(stream, 14, 2.8, "wallet scan --learn [--gun DEV]");
    write_line(stream, 20, 2.8, "1  keys, Caps Lock, suffix 按键、大写锁定、后缀");
    const bool is_first = draw_code(stream, text_of(GUN_ALPHABET), (struct place){ 37.7, 22, 0.8 });
    write_line(stream, 60, 2.8, "2  speed, lost characters 速度、丢失的字符");
    const bool is_second = draw_code(stream, long_text, (struct place){ 13.6, 62, 1.01 });
    write_line(stream, 145, 2.4, "Print in its own size (100 %) 请按原尺寸（100 %）打印");
    (void)fputs("</svg>\n", stream);
    return is_first && is_second;
}

static enum exit_code complain_name(const struct session *session, const char *path)
{
    complain(
        session,
        SAY(session, "the test card cannot be written to '%s'", "测试卡不能写入 '%s'"),
        path);
    why(session, SAY(session, "it is an SVG picture", "测试卡是 SVG 图片"));
    hint(
        session,
        SAY(session,
            "give a name that ends in .svg; any browser prints it",
            "请使用以 .svg 结尾的文件名；任何浏览器都能打印"));
    return EXIT_CODE_USAGE;
}

static bool is_svg(const char *path)
{
    enum code_form form = CODE_SVG;

    return strcmp(path, "-") == 0 || (code_form_of_path(path, &form) && form == CODE_SVG);
}

enum exit_code gun_card_write(const struct session *session, const char *path, bool force)
{
    char *data = NULL;
    size_t size = 0;
    if (!is_svg(path)) {
        return complain_name(session, path);
    }

    FILE *stream = open_memstream(&data, &size);
    bool is_written = stream && write_card(stream);
    is_written = stream && fclose(stream) == 0 && is_written;
    const enum exit_code code = is_written
                                    ? save(
                                          session,
                                          path,
                                          (struct wallet_bytes){ (const uint8_t *)data, size },
                                          force ? SAVE_REPLACE : SAVE_NEW)
                                    : complain_memory(session);
    free(data);
    if (code == EXIT_CODE_OK) {
        remark(
            session,
            SAY(session,
                "print '%s' in its own size, then: wallet scan --learn",
                "请按原尺寸打印 '%s'，然后运行：wallet scan --learn"),
            path);
    }

    return code;
}
