/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/* What is handed to the kernel as the caller has it: public structs and constants are its own. */
#ifndef LIBIOMMUFD_LAYOUT_H
#define LIBIOMMUFD_LAYOUT_H

#include <assert.h>
#include <stddef.h>

#define SAME_SIZE(ours, theirs)                                     \
	static_assert(sizeof(struct ours) == sizeof(struct theirs), \
		      "struct " #ours " is the kernel's")

#define SAME_MEMBER(ours, theirs, member)                                                 \
	static_assert(offsetof(struct ours, member) == offsetof(struct theirs, member) && \
			      sizeof(((struct ours *)0)->member) ==                       \
				      sizeof(((struct theirs *)0)->member),               \
		      #ours "." #member " is the kernel's")

#define SAME_VALUE(ours, theirs) static_assert((ours) == (theirs), "the kernel's value")

#endif
