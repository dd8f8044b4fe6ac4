//! temporary
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    println!("{}", serde_json::to_string(&rendicion::parse(&text)).unwrap());
}
