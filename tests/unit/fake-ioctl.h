/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/*
 * An ioctl(2) in place of the kernel's, for what a kernel cannot be made to do and for what passes
 * over the wire. Linked with -Wl,--wrap=ioctl.
 */
#ifndef FAKE_IOCTL_H
#define FAKE_IOCTL_H

#include <stddef.h>

struct fake_ioctl {
	const int *errors; /* what each call fails with; 0 succeeds; the last one stays */
	size_t num_errors;
	void (*answer)(void *wire); /* what a successful call writes, and a failing one too */
	unsigned long by_value;	    /* a request whose argument is a number and no wire struct */
	int result;		    /* what a successful call returns */
	unsigned int calls;
	int fd;
	unsigned long request;
	unsigned long value;	 /* the argument of @by_value */
	unsigned char wire[256]; /* as it was when the call came */
};

extern struct fake_ioctl fake_ioctl;

/* Forget all calls; let the next ones fail with @errors in turn. */
void fake_ioctl_reset(const int *errors, size_t num_errors);
#define fake_ioctl_expect(...)                         \
	fake_ioctl_reset((const int[]){ __VA_ARGS__ }, \
			 sizeof((const int[]){ __VA_ARGS__ }) / sizeof(int))

#endif
