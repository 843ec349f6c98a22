/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_ERROR_H
#define WALLET_ERROR_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WALLET_API     __attribute__((visibility("default")))
#define WALLET_CHECKED __attribute__((warn_unused_result))

/** Whose fault it was, and so what a program can do about it. */
enum wallet_fault {
    WALLET_FAULT_NONE = 0,
    WALLET_FAULT_CALLER = 1,  /**< the program called the library wrongly */
    WALLET_FAULT_INPUT = 2,   /**< the data is not what it claims to be */
    WALLET_FAULT_VERDICT = 3, /**< the data is well formed, but is not to be relied on */
    WALLET_FAULT_SYSTEM = 4,  /**< memory, files or a library underneath failed */
};

/**
 * What every call that can fail returns.  The hundreds digit is the fault.  Values are fixed for
 * ever: new ones are added, none is reused.
 */
enum wallet_status {
    WALLET_OK = 0,

    WALLET_ERR_ARGUMENT = 100, /**< an argument is outside its documented range */

    WALLET_ERR_TRUNCATED = 200,   /**< the input ends inside an item */
    WALLET_ERR_MALFORMED = 201,   /**< the input breaks the rules of its encoding */
    WALLET_ERR_STRUCTURE = 202,   /**< well encoded, but of the wrong shape */
    WALLET_ERR_TOO_LARGE = 203,   /**< more than the documented limit */
    WALLET_ERR_UNSUPPORTED = 204, /**< a format, algorithm or option that is not handled */
    WALLET_ERR_VALUE = 205,       /**< a value that its field or code does not allow */
    WALLET_ERR_MISSING = 206,     /**< something required is not there */
    WALLET_ERR_UNKNOWN = 207,     /**< no type, field or reason has this name */
    WALLET_ERR_KEY = 208,         /**< key or certificate that cannot be used */

    WALLET_ERR_REFUSED = 300,      /**< checked, and not to be accepted */
    WALLET_ERR_UNDETERMINED = 301, /**< could not be determined: neither accept nor accuse */

    WALLET_ERR_MEMORY = 400,   /**< an allocation failed */
    WALLET_ERR_FILE = 401,     /**< a file or folder could not be read or written */
    WALLET_ERR_CRYPTO = 402,   /**< a cryptographic library failed underneath */
    WALLET_ERR_SCANNER = 403,  /**< the scanner process could not be run, or died */
    WALLET_ERR_CONFLICT = 404, /**< somebody else changed it meanwhile: read it again */
};

/**
 * The story behind a status, for people.  Put one on the stack, pass its address, and read it only
 * when the call did not return WALLET_OK; pass NULL where only the status matters.
 *
 * A call that succeeds leaves it untouched.  The message never holds key material or claims.
 */
struct wallet_error {
    enum wallet_status status;
    size_t offset;     /**< where in the input, or WALLET_NO_OFFSET */
    char message[240]; /**< one line, no full stop, always terminated */
};

#define WALLET_NO_OFFSET ((size_t)-1)

/** The constant's name without its prefix, such as "TRUNCATED"; never NULL. */
WALLET_API const char *wallet_status_name(enum wallet_status status);

/** Whose fault `status` stands for. */
WALLET_API enum wallet_fault wallet_status_fault(enum wallet_status status);

#ifdef __cplusplus
}
#endif

#endif
