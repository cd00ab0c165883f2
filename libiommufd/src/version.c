// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <iommufd/version.h>

#include "private.h"

EXPORT const char *iommufd_version(void)
{
	return LIBIOMMUFD_VERSION;
}
