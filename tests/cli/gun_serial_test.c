/* SPDX-License-Identifier: Apache-2.0 */
#include "gun.h"
#include "test.h"

#include <pty.h>
#include <string.h>
#include <unistd.h>

/* Serial lines are pseudo-terminals here, and real. */

static void check_code(const struct gun *gun, const char *wanted, enum gun_end end)
{
    CHECK_EQUAL(gun->keys.code.fault, GUN_FAULT_NONE);
    CHECK_EQUAL(gun->keys.code.end, end);
    CHECK_BYTES(gun_code_text(&gun->keys.code), test_text(wanted));
}

/* A line at its other end. */
struct line {
    char path[64];
    int end;
    int own; /* keeps it alive, and sees its settings */
};

static void lay(struct line *line)
{
    CHECK_EQUAL(openpty(&line->end, &line->own, line->path, NULL, NULL), 0);
}

static void cut(struct line *line)
{
    (void)close(line->own);
    if (line->end >= 0) {
        (void)close(line->end);
    }
}

static void type(const struct line *line, const char *text)
{
    CHECK_EQUAL(write(line->end, text, strlen(text)), (ssize_t)strlen(text));
}

TEST(a_line_is_set_raw_and_set_back)
{
    struct termios before;
    struct termios during;
    struct termios after;
    struct line line;
    struct gun gun;
    lay(&line);

    CHECK_EQUAL(tcgetattr(line.own, &before), 0);
    CHECK_EQUAL(gun_open(line.path, &gun), GUN_CODE);
    CHECK(gun.kind == &gun_serial);
    CHECK_EQUAL(tcgetattr(line.own, &during), 0);
    gun_close(&gun);
    CHECK_EQUAL(tcgetattr(line.own, &after), 0);

    CHECK((before.c_lflag & (ICANON | ECHO | ISIG)) == (ICANON | ECHO | ISIG));
    CHECK((during.c_lflag & (ICANON | ECHO | ISIG)) == 0);
    CHECK((during.c_iflag & (ICRNL | IXON)) == 0);
    CHECK_EQUAL(cfgetospeed(&during), B115200);
    CHECK_EQUAL(after.c_lflag, before.c_lflag);
    CHECK_EQUAL(after.c_iflag, before.c_iflag);
    CHECK_EQUAL(after.c_oflag, before.c_oflag);
    CHECK_EQUAL(after.c_cflag, before.c_cflag);
    cut(&line);
}

TEST(lines_end_with_cr_lf_both_or_tab)
{
    struct line line;
    struct gun gun;
    lay(&line);
    CHECK_EQUAL(gun_open(line.path, &gun), GUN_CODE);

    type(&line, "ONE\rTWO\nTHREE\r\nFOUR\t\xe8\xae\xb0\r");
    CHECK_EQUAL(gun_next(&gun), GUN_CODE);
    check_code(&gun, "ONE", GUN_END_ENTER);
    CHECK_EQUAL(gun_next(&gun), GUN_CODE);
    check_code(&gun, "TWO", GUN_END_ENTER);
    CHECK_EQUAL(gun_next(&gun), GUN_CODE);
    check_code(&gun, "THREE", GUN_END_ENTER);
    CHECK_EQUAL(gun_next(&gun), GUN_CODE);
    check_code(&gun, "FOUR", GUN_END_TAB);
    CHECK_EQUAL(gun_next(&gun), GUN_CODE);
    check_code(&gun, "\xe8\xae\xb0", GUN_END_ENTER);
    gun_close(&gun);
    cut(&line);
}

TEST(a_line_without_an_end_ends_with_silence)
{
    struct line line;
    struct gun gun;
    lay(&line);
    CHECK_EQUAL(gun_open(line.path, &gun), GUN_CODE);

    type(&line, "ONE");
    CHECK_EQUAL(gun_next(&gun), GUN_CODE);
    check_code(&gun, "ONE", GUN_END_SILENCE);
    gun_close(&gun);
    cut(&line);
}

TEST(control_characters_on_a_line_spoil_it)
{
    struct line line;
    struct gun gun;
    lay(&line);
    CHECK_EQUAL(gun_open(line.path, &gun), GUN_CODE);

    type(&line, "ONE\x03\rreboot\r");
    CHECK_EQUAL(gun_next(&gun), GUN_CODE);
    CHECK_EQUAL(gun.keys.code.fault, GUN_FAULT_CONTROL);
    CHECK_EQUAL(gun.keys.code.size, 0);
    gun_close(&gun);
    cut(&line);
}

/* Each byte that no code has; Delete is one of them. */
TEST(a_control_character_by_itself_spoils)
{
    static const char *const spoilers[] = { "\x01", "\x07", "\x08", "\x1b", "\x1f", "\x7f" };

    for (size_t i = 0; i < sizeof spoilers / sizeof spoilers[0]; i++) {
        struct gun_code code;
        gun_code_clear(&code);
        CHECK(!gun_code_take(&code, 'A', 1));
        CHECK(!gun_code_take(&code, (uint8_t)spoilers[i][0], 2));
        CHECK_EQUAL(code.fault, GUN_FAULT_CONTROL);
        CHECK_EQUAL(code.size, 0);
        gun_code_spoil(&code, GUN_FAULT_LOST, 3);
        CHECK_EQUAL(code.fault, GUN_FAULT_CONTROL); /* the first one is told */
    }
}

TEST(a_line_that_another_reads_is_busy)
{
    struct line line;
    struct gun first;
    struct gun second;
    lay(&line);

    CHECK_EQUAL(gun_open(line.path, &first), GUN_CODE);
    CHECK_EQUAL(gun_open(line.path, &second), GUN_BUSY);
    gun_close(&first);
    CHECK_EQUAL(gun_open(line.path, &second), GUN_CODE);
    gun_close(&second);
    cut(&line);
}

TEST(a_line_whose_other_end_is_closed_is_gone)
{
    struct line line;
    struct gun gun;
    lay(&line);
    CHECK_EQUAL(gun_open(line.path, &gun), GUN_CODE);

    (void)close(line.end);
    line.end = -1;
    CHECK_EQUAL(gun_next(&gun), GUN_GONE);
    gun_close(&gun);
    cut(&line);
}
