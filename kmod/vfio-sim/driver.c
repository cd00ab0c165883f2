// SPDX-License-Identifier: GPL-2.0-only
/* Offers the devices of iommu-sim to user space through VFIO. */
#include <linux/mod_devicetable.h>
#include <linux/module.h>
#include <linux/platform_device.h>

#include "iommu-sim.h"
#include "vfio.h"

static int retire(struct device *dev)
{
	return door_shut_if_unused(dev_get_drvdata(dev));
}

static const struct iommu_sim_client client = {
	.owner = THIS_MODULE,
	.retire = retire,
};

static int vfio_sim_probe(struct platform_device *pdev)
{
	struct vfio_sim *sim;
	int ret;

	sim = vfio_alloc_device(vfio_sim, vdev, &pdev->dev, &vfio_sim_ops);
	if (IS_ERR(sim))
		return PTR_ERR(sim);
	platform_set_drvdata(pdev, sim);
	ret = vfio_register_group_dev(&sim->vdev);
	if (ret)
		goto put;
	door_hang(sim);
	ret = iommu_sim_register_client(&pdev->dev, &client);
	if (ret)
		goto unregister;
	return 0;

unregister:
	vfio_unregister_group_dev(&sim->vdev);
put:
	vfio_put_device(&sim->vdev);
	return ret;
}

static void vfio_sim_remove(struct platform_device *pdev)
{
	struct vfio_sim *sim = platform_get_drvdata(pdev);

	door_shut(&sim->door);
	vfio_unregister_group_dev(&sim->vdev);
	iommu_sim_unregister_client(&pdev->dev);
	vfio_put_device(&sim->vdev);
}

static const struct platform_device_id vfio_sim_ids[] = {
	{ .name = IOMMU_SIM_DEVICE_NAME },
	{},
};
MODULE_DEVICE_TABLE(platform, vfio_sim_ids);

static struct platform_driver vfio_sim_driver = {
	.probe = vfio_sim_probe,
	.remove = vfio_sim_remove,
	.id_table = vfio_sim_ids,
	.driver = {
		.name = "vfio-sim",
	},
	/* The IOMMU group may be given to user space. */
	.driver_managed_dma = true,
};
module_platform_driver(vfio_sim_driver);

MODULE_DESCRIPTION("DMA engine behind iommu-sim for VFIO");
MODULE_LICENSE("GPL");
