/* SPDX-License-Identifier: Apache-2.0 */
#include "gun_find.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TEST(guns_are_known_by_their_names)
{
    static const struct {
        const char *name;
        bool is_gun;
    } rows[] = {
        { "usb-Honeywell_Imaging___Mobility_1900_13008B0A1C-event-kbd", true },
        { "usb-Symbol_Technologies__Inc__2008_Symbol_Bar_Code_Scanner_S_N_00-event-kbd", true },
        { "usb-Newland_Auto-ID_NLS-HR2081_USB_HID_KBW-event-kbd", true },
        { "usb-Some_Barcode_Reader-event-if00", false }, /* not its keyboard */
        { "usb-Some_Barcode_Reader-kbd", false },        /* the same in an old form */
        { "usb-Logitech_USB_Keyboard-event-kbd", false },
        { "usb-Some_Flatbed-event-mouse", false },
        { "usb-Newland_Auto-ID_NLS-HR2081_USB_CDC_00-if00", true }, /* a serial line */
        { "usb-Arduino_Uno-if00", false },
        { ".", false },
        { "", false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].name, gun_find_is_name(rows[i].name), rows[i].is_gun);
    }
}

/* What is there but leads nowhere cannot be opened, by whoever runs this. */
TEST(of_guns_that_are_closed_one_is_named)
{
    static const char *const names[] = {
        "usb-A_Scanner-event-kbd",
        "usb-B_Scanner-event-kbd",
        "usb-Keyboard-event-kbd",
    };
    static const char *const targets[] = { "/dev/null", "/nowhere", "/nowhere" };
    char folder[] = "/tmp/wallet-guns-XXXXXX";
    char paths[3][96];
    struct gun_found found = { 0 };

    CHECK(mkdtemp(folder));
    for (size_t i = 0; i < 3; i++) {
        (void)snprintf(paths[i], sizeof paths[i], "%s/%s", folder, names[i]);
        CHECK_EQUAL(symlink(targets[i], paths[i]), 0);
    }
    gun_find(folder, &found);
    gun_find("/nowhere", &found);
    for (size_t i = 0; i < 3; i++) {
        (void)unlink(paths[i]);
    }
    (void)rmdir(folder);

    CHECK_EQUAL(found.count, 2);
    CHECK_EQUAL(found.closed_count, 1);
    CHECK_TEXT(found.path, paths[1]);
}
