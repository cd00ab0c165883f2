// SPDX-License-Identifier: GPL-2.0-only
#include "device.h"
#include "domain.h"
#include "iommu.h"

/*
 * One store decides where the device's DMA goes, so a replace leaves no moment in which it goes
 * nowhere. The core has checked that the domain is one of this IOMMU's.
 */
int sim_domain_attach(struct iommu_domain *domain, struct device *dev, struct iommu_domain *old)
{
	struct sim_device *device = dev_iommu_priv_get(dev);
	struct sim_iommu *iommu = device->iommu;
	unsigned long flags;

	write_lock_irqsave(&iommu->dma_lock, flags);
	device->domain = domain;
	write_unlock_irqrestore(&iommu->dma_lock, flags);
	return 0;
}

/* The same for a PASID. Room is made before, so that the store cannot fail. */
int sim_domain_attach_pasid(struct iommu_domain *domain, struct device *dev, ioasid_t pasid,
			    struct iommu_domain *old)
{
	struct sim_device *device = dev_iommu_priv_get(dev);
	struct sim_iommu *iommu = device->iommu;
	unsigned long flags;
	int ret;

	ret = xa_reserve_irq(&device->pasids, pasid, GFP_KERNEL);
	if (ret)
		return ret;
	write_lock_irqsave(&iommu->dma_lock, flags);
	xa_store(&device->pasids, pasid, domain, GFP_ATOMIC);
	write_unlock_irqrestore(&iommu->dma_lock, flags);
	return 0;
}

/* Attaching a PASID to the blocked domain is how the core detaches it. */
static int detach_pasid(struct iommu_domain *blocked, struct device *dev, ioasid_t pasid,
			struct iommu_domain *old)
{
	struct sim_device *device = dev_iommu_priv_get(dev);
	struct sim_iommu *iommu = device->iommu;
	unsigned long flags;

	write_lock_irqsave(&iommu->dma_lock, flags);
	xa_erase(&device->pasids, pasid);
	write_unlock_irqrestore(&iommu->dma_lock, flags);
	return 0;
}

static const struct iommu_domain_ops blocked_ops = {
	.attach_dev = sim_domain_attach,
	.set_dev_pasid = detach_pasid,
};

static const struct iommu_domain_ops identity_ops = {
	.attach_dev = sim_domain_attach,
};

void sim_domain_init_static(struct sim_iommu *iommu)
{
	iommu->blocked.type = IOMMU_DOMAIN_BLOCKED;
	iommu->blocked.ops = &blocked_ops;
	iommu->identity.type = IOMMU_DOMAIN_IDENTITY;
	iommu->identity.ops = &identity_ops;
}
