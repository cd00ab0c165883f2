// SPDX-License-Identifier: GPL-2.0-only
/*
 * The generic personality: an IOMMU of no vendor. Its page tables are VT-d second-stage ones, so
 * three, four and five levels give the widths.
 */
#include <linux/module.h>

#include "device.h"
#include "group.h"
#include "iommu.h"
#include "paging.h"
#include "personality.h"
#include "reserved.h"

static bool generic_capable(struct device *dev, enum iommu_cap cap)
{
	const struct sim_device *device = dev_iommu_priv_get(dev);

	switch (cap) {
	case IOMMU_CAP_CACHE_COHERENCY:
		/* DMA is done by a CPU, so it is coherent by nature. */
		return true;
	case IOMMU_CAP_ENFORCE_CACHE_COHERENCY:
		return device->config.enforce_coherency;
	case IOMMU_CAP_DIRTY_TRACKING:
		return device->iommu->config.dirty_tracking;
	default:
		return false;
	}
}

static int generic_def_domain_type(struct device *dev)
{
	const struct sim_device *device = dev_iommu_priv_get(dev);

	return device->config.identity ? 0 : IOMMU_DOMAIN_DMA;
}

static const struct iommu_ops generic_ops = {
	.capable = generic_capable,
	.domain_alloc_paging_flags = sim_paging_alloc,
	.probe_device = sim_device_probe,
	.device_group = sim_group_of,
	.def_domain_type = generic_def_domain_type,
	.get_resv_regions = sim_reserved_of,
	.owner = THIS_MODULE,
};

static const u8 generic_widths[] = { 39, 48, 57, 0 };

const struct sim_personality sim_generic = {
	.name = "generic",
	.address_widths = generic_widths,
	.default_width = 48,
	.ops = &generic_ops,
};
