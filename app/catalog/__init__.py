"""What is sold: attributes, feeds, and the bitmap index that answers conditions."""

from app.catalog.index import Fit, Index
from app.catalog.mapping import read_mapping_file
from app.catalog.model import Attribute, Catalog, Product
from app.catalog.products import Products

__all__ = ["Attribute", "Catalog", "Fit", "Index", "Product", "Products", "read_mapping_file"]
