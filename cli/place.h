/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PLACE_H
#define WALLET_CLI_PLACE_H

#include <limits.h>
#include <stdbool.h>

/*
 * Where the program's own files are: where the environment says, else beside the program (installed,
 * or in a build tree), else where it was configured to be installed.
 */

/** The folder of the catalogue: $WALLET_CATALOGUE first; false if there is none anywhere. */
bool place_catalogue(char out[PATH_MAX]);

/** The program that reads pictures: $WALLET_SCANNER first; false if there is none anywhere. */
bool place_scanner(char out[PATH_MAX]);

/** A file among the data of the demo, such as "id-card.json". */
bool place_example(const char *name, char out[PATH_MAX]);

/** What describes a service to programs, such as "openapi.json"; its folder: $WALLET_OPENAPI first. */
bool place_description(const char *name, char out[PATH_MAX]);

/** The folder of the page of a clerk's desk: $WALLET_DESK first; false if there is none anywhere. */
bool place_desk(char out[PATH_MAX]);

/**
 * A file of the user's: `name` below the folder that the environment names, else below the home folder
 * where the specification of base directories has it; false where there is no home.
 */
bool place_data(char out[PATH_MAX], const char *name);  /* $XDG_DATA_HOME, ~/.local/share */
bool place_state(char out[PATH_MAX], const char *name); /* $XDG_STATE_HOME, ~/.local/state */

/** Writes "FOLDER/NAME"; false where that is too long. */
bool place_join(char out[PATH_MAX], const char *folder, const char *name);

#endif
