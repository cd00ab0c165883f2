/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_VERSION_H
#define LIBIOMMUFD_IOMMUFD_VERSION_H

#ifdef __cplusplus
extern "C" {
#endif

/**
 * iommufd_version() - the version of the library that runs
 *
 * It may be newer than the one the caller was compiled with, which pkg-config tells.
 *
 * Thread safety: any thread at any time.
 *
 * Return: "MAJOR.MINOR.PATCH"; the string belongs to the library.
 */
const char *iommufd_version(void);

#ifdef __cplusplus
}
#endif

#endif
