// Bob calls as often as he likes, and Alice pays once for each cake.

import { begin, end, knob, minutes, say, work } from "#kitchen";

const calls = knob("calls", 2);
let coins = 200;

orderCake("lemon cake", 30, once(payFor("lemon cake")));
orderCake("nut cake", 34, once(payFor("nut cake")));

function once(callback) {
  let isCalled = false;
  return () => {
    if (isCalled) return;
    isCalled = true;
    callback();
  };
}

function payFor(cake) {
  return () => {
    work("alice", `pay for the ${cake}`, 2);
    coins -= 10;
    say("alice", `The ${cake} is paid for. ${coins} coins are left.`);
  };
}

// From here on it is Bob's business.
function orderCake(cake, n, callback) {
  begin("bob", `bake ${cake}`);
  setTimeout(() => {
    end("bob", `bake ${cake}`);
    call(cake, callback, calls);
  }, minutes(n));
}

function call(cake, callback, times) {
  if (times === 0) return;
  say("bob", `The ${cake} is done.`);
  callback();
  setTimeout(() => call(cake, callback, times - 1), minutes(10));
}
