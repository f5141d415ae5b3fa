//! The server as it is met from outside: real sockets on loopback, every test its own house.

// In reading order.
mod house;
mod person;
mod valve;
mod words;

mod absence;
mod casebox;
mod clumsy;
mod commands;
mod creation;
mod door;
mod election;
mod envelopes;
mod fullness;
mod groups;
mod harvest;
mod hostile;
mod http;
mod lasting;
mod market;
mod plenary;
mod sheets;
mod site;
mod spoken;
mod szenario_1;
