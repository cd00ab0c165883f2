/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What host.c outside and init.c inside the kernel say to each other over one serial line: frames,
 * each a header and its payload. The guest says hello, the host sends the job and starts it; then
 * data flows both ways until the guest reports the command's exit status.
 */
#ifndef VM_PROTOCOL_H
#define VM_PROTOCOL_H

#include <stdint.h>

struct frame {
	uint16_t type;
	uint16_t stream; /* of DATA, CREDIT and CLOSE: 0, 1, 2 as the command's file descriptors */
	uint32_t length; /* of the payload */
};

/* An argument may be as long as the kernel allows one to be (MAX_ARG_STRLEN). */
#define FRAME_MAX (256 * 1024)

/*
 * Bytes under way to the guest. User-Mode Linux stops a line for good when its terminal layer
 * throttles it, which it does when nearly 4096 bytes wait there; so that must never happen.
 */
#define LINE_WINDOW 2048

/*
 * User-Mode Linux reads its lines byte by byte, about one megabyte a second. A longer payload to
 * the guest is put into a file of the host instead, named by its number, of a directory whose path
 * the kernel passes on in this variable of init's environment; the guest removes the file.
 */
#define SPOOL_VARIABLE "spool"
#define SPOOL_MIN      512
#define FRAME_SPOOLED  0x8000 /* in the type: only the header goes over the line */

/* Bytes of a stream that may be under way: a full one does not keep the others waiting. */
#define STREAM_WINDOW (64 * 1024)

enum frame_type {
	/* guest to host */
	FRAME_HELLO = 1,
	FRAME_FAILED, /* text: why the command could not be started */
	FRAME_EXITED, /* uint32_t: exit status in the shell's terms */
	FRAME_READ,   /* uint32_t: bytes taken from the line */

	/* host to guest: the job, strings without their terminating zero */
	FRAME_DIRECTORY,
	FRAME_ARGUMENT,
	FRAME_VARIABLE, /* NAME=value of the environment */
	FRAME_MODULE,	/* to be loaded */
	FRAME_LOADER,	/* program that sets up a topology */
	FRAME_TOPOLOGY, /* file for it */
	FRAME_TERMINAL, /* the streams in the payload, a byte each, are a terminal */
	FRAME_START,

	/* host to guest, any time later */
	FRAME_SIGNAL,	   /* uint32_t, for the command's process group */
	FRAME_WINDOW_SIZE, /* struct winsize */

	/* either way */
	FRAME_DATA,   /* at most what the receiver has credited; nothing means the end */
	FRAME_CREDIT, /* uint32_t: bytes the receiver has passed on */
	FRAME_CLOSE,  /* the receiver wants no more */
};

#endif
