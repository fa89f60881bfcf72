// Bob bakes the cake, and calls when it is done. Each call costs Alice ten coins.

import { begin, end, minutes, receive, say, work } from "#kitchen";

// ANCHOR: main
let coins = 20;

orderCake(() => {
  receive("alice", "bob", "the call");
  work("alice", "pay", 2);
  coins -= 10;
  say("alice", `I have paid 10 coins. ${coins} are left.`);
});
say("alice", `I have ordered a cake, and have ${coins} coins.`);
// ANCHOR_END: main

// ANCHOR: order_cake
function orderCake(callback) {
  begin("bob", "bake");
  setTimeout(() => {
    end("bob", "bake");
    say("bob", "The cake is done.");
    callback();
    // Perhaps nobody has heard.
    setTimeout(() => {
      say("bob", "The cake is done!");
      callback();
    }, minutes(10));
  }, minutes(30));
}
// ANCHOR_END: order_cake
