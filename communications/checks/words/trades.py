"""What readers know because of what they are offered: who uses map services knows what WMS is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communications.checks.words.lists import set_of


@dataclass(frozen=True)
class Trade:
    offered: re.Pattern[str]  # what a service of it is called
    known: frozenset[str]  # acronyms and words, in small letters


TRADES = (
    Trade(
        re.compile(
            r"(?<!\w)(?:gis|arcgis|qgis|esri|geo\w+|gps|gnss|lidar|imagery|ortho\w+|aerials?|spatial|cadast\w+|parcel\smaps?|base\s?maps?|mapserv\w*|map\sservers?|"
            r"map\s(?:services?|tiles?)|tile\s(?:server|service)s?|wms|wmts|wfs|hydrography|topograph\w+)(?!\w)",
            re.IGNORECASE,
        ),
        frozenset(["geospatial layer", "geospatial data", "raster layer"])
        | set_of("""
            cadastral geocode geocoding geospatial agol ago apn ags cog cogo cors crs csw dem dems dgn doq doqq dsm dtm dwg dxf e911 ecef egm epsg esri fgdb fgdc fips fme gdal gdb geojson geotiff
            gis glonass gml gnss gpx hro igs imu jp2 kml kmz las laz lidar lod mgrs mrsid mvt naip nad navd netcdf ng911 ngs nhd nlcd noaa ntrip ogc osm pbf
            plss ppk psap qgis rest rinex rms rtcm rtk rtn sde sdk shp sql srid srs tif tiff tin tms uav usgs utm vrs wcs wfs wgs wkid wkt wms wmts xyz
        """),
    ),
    # Where researchers compute.
    Trade(
        re.compile(
            r"(?<!\w)(?:hpc|supercomput\w+|slurm|login\snodes?|compute\snodes?|scratch|jupyter\w*|research\s(?:computing|data)|gpus?|job\sscheduler)(?!\w)",
            re.IGNORECASE,
        ),
        set_of("""
            bam cpu cuda cluster clusters fastq gpfs gpu hdf5 hpc infiniband io lustre mpi nfs nvme node nodes queue raid ram sbatch scheduler slurm sftp ssh
            tape vcf zfs
        """)
        | frozenset(
            [
                "compute node",
                "compute nodes",
                "login node",
                "head node",
                "worker node",
                "node failure",
                "compute cluster",
            ]
        ),
    ),
)
RESEARCH = TRADES[1]
