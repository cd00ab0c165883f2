/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/* Everything of libiommufd. */
#ifndef LIBIOMMUFD_IOMMUFD_H
#define LIBIOMMUFD_IOMMUFD_H

#include "iommufd/context.h"
#include "iommufd/device.h"
#include "iommufd/device_info.h"
#include "iommufd/dirty.h"
#include "iommufd/dma_logging.h"
#include "iommufd/error.h"
#include "iommufd/fault.h"
#include "iommufd/feature.h"
#include "iommufd/hot_reset.h"
#include "iommufd/hw_info.h"
#include "iommufd/hwpt.h"
#include "iommufd/invalidate.h"
#include "iommufd/ioas.h"
#include "iommufd/irq.h"
#include "iommufd/migration.h"
#include "iommufd/option.h"
#include "iommufd/region.h"
#include "iommufd/version.h"
#include "iommufd/veventq.h"
#include "iommufd/vfio.h"
#include "iommufd/viommu.h"

#endif
