//! Brands, branches and sources: who may see and change them.
