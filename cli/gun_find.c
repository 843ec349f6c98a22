/* SPDX-License-Identifier: Apache-2.0 */
#include "gun_find.h"

#include "doctor.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* udev writes blanks as '_': "usb-Honeywell_Imaging___Mobility_1900_13008B0A1C-event-kbd".  The names are
   those of the vendors in 60-wallet-gun.rules, and what others call theirs. */
static const char *const words[] = {
    "barcode", "bar_code", "scanner",   "honeywell", "metrologic", "hand_held_products",
    "symbol",  "zebra",    "datalogic", "psc_",      "newland",    "qr_code",
};

/* "-if00" and "-if00-port0" end the names of serial lines; the keyboard's own event device is the one that is
   read, not "-event-if01" beside it nor its old form. */
static bool is_device(const char *name)
{
    return strstr(name, "-event-") ? strstr(name, "-event-kbd") != NULL
                                   : strstr(name, "-if") != NULL;
}

bool gun_find_is_name(const char *name)
{
    if (!is_device(name)) {
        return false;
    }

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcasestr(name, words[i])) {
            return true;
        }
    }

    return false;
}

static void add(const char *path, struct gun_found *out)
{
    const bool is_closed = access(path, R_OK) != 0;

    if (out->count == 0 || (is_closed && out->closed_count == 0)) {
        (void)snprintf(out->path, sizeof out->path, "%s", path);
    }
    out->count++;
    out->closed_count += is_closed;
}

void gun_find(const char *folder, struct gun_found *out)
{
    DIR *directory = opendir(folder);
    if (!directory) {
        return;
    }

    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        char path[PATH_MAX];
        const int size = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (size > 0 && (size_t)size < sizeof path && gun_find_is_name(entry->d_name)) {
            add(path, out);
        }
    }

    (void)closedir(directory);
}

void doctor_look_at_guns(const struct session *session, struct doctor_finding *out)
{
    struct gun_found found = { 0 };

    gun_find("/dev/input/by-id", &found);
    gun_find("/dev/serial/by-id", &found);
    if (found.count == 0) {
        (void)snprintf(
            out->detail,
            sizeof out->detail,
            "%s",
            SAY(session, "none plugged in whose name is known", "未插上名称可识别的扫码枪"));
        return;
    }

    (void)snprintf(
        out->detail,
        sizeof out->detail,
        SAY(session,
            "%zu, of which %zu cannot be opened: %.400s",
            "%zu 支，其中 %zu 支无法打开：%.400s"),
        found.count,
        found.closed_count,
        found.path);
    if (found.closed_count > 0) {
        out->result = DOCTOR_WARN;
        out->hint =
            SAY(session,
                "install 60-wallet-gun.rules, or see wallet-scan(1)",
                "请安装 60-wallet-gun.rules，或参阅 wallet-scan(1)");
    }
}
