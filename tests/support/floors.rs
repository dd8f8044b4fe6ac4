const FLOORS: &[(&str, [usize; 6])] = &[];
const EXTRACTED_FLOORS: &[(&str, [usize; 6])] = &[];
