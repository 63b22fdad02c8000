//! What phrases cannot see: shapes of characters and facts of the case.

use crate::Draft;
use crate::catalogue::Detector;
use std::ops::Range;

/// Spans of the draft, on character boundaries.
pub(crate) fn run(detector: Detector, draft: &Draft) -> Vec<Range<usize>> {
    let _ = draft;
    match detector {
        Detector::Identifiers | Detector::Slots => Vec::new(),
    }
}
