/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/* What a person can do about a failed ioctl. */
#ifndef LIBIOMMUFD_HINT_H
#define LIBIOMMUFD_HINT_H

struct ioctl_op;
struct iommufd_error;

/* A literal, or NULL where nothing is known. @error has everything but its hint. */
const char *iommufd__hint_ioctl(const struct ioctl_op *op, const struct iommufd_error *error);

#endif
