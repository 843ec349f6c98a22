/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <linux/input.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int ioctl(int descriptor, unsigned long request, ...);

/* Preloaded into the program: a named pipe is a keyboard.  It has all keys; its owner's execute bit says
   that another program has grabbed it, its group's that it is a mouse; and when its other end is closed it is
   unplugged. */

static int is_keyboard(int descriptor, struct stat *out)
{
    return fstat(descriptor, out) == 0 && S_ISFIFO(out->st_mode);
}

static void *argument_of(va_list arguments)
{
    return va_arg(arguments, void *);
}

static int answer(unsigned long request, const struct stat *status, void *argument)
{
    if (request == EVIOCGRAB) {
        errno = EBUSY;
        return (status->st_mode & S_IXUSR) != 0 ? -1 : 0;
    }
    if (_IOC_NR(request) == _IOC_NR(EVIOCGBIT(EV_KEY, 0))) {
        memset(argument, (status->st_mode & S_IXGRP) != 0 ? 0 : 0xff, _IOC_SIZE(request));
    }

    return 0;
}

int ioctl(int descriptor, unsigned long request, ...)
{
    struct stat status;
    va_list arguments;

    va_start(arguments, request);
    void *argument = argument_of(arguments);
    va_end(arguments);
    if (_IOC_TYPE(request) == 'E' && is_keyboard(descriptor, &status)) {
        return answer(request, &status, argument);
    }

    return (int)syscall(SYS_ioctl, descriptor, request, argument);
}

ssize_t read(int descriptor, void *out, size_t size)
{
    struct stat status;
    const ssize_t got = syscall(SYS_read, descriptor, out, size);

    if (got == 0 && is_keyboard(descriptor, &status)) {
        errno = ENODEV;
        return -1;
    }

    return got;
}
