// Bob bakes the cake, and calls when it is done. Each call costs Alice ten coins.

using System;
using System.Threading;
using static Kitchen;

namespace CalledTwice
{
    static class Program
    {
        static readonly ManualResetEventSlim IsOver = new ManualResetEventSlim();
        static Timer? timer; // A timer that nobody refers to may be collected before it rings.

        // ANCHOR: main
        static void Main()
        {
            int coins = 20;

            OrderCake(() =>
            {
                Receive("alice", "bob", "the call");
                Work("alice", "pay", 2);
                coins -= 10;
                Say("alice", $"I have paid 10 coins. {coins} are left.");
            });
            Say("alice", $"I have ordered a cake, and have {coins} coins.");
            IsOver.Wait();
        }
        // ANCHOR_END: main

        // ANCHOR: order_cake
        static void OrderCake(Action callback)
        {
            Begin("bob", "bake");
            Later(30, () =>
            {
                End("bob", "bake");
                Say("bob", "The cake is done.");
                callback();
                // Perhaps nobody has heard.
                Later(10, () =>
                {
                    Say("bob", "The cake is done!");
                    callback();
                    IsOver.Set();
                });
            });
        }

        static void Later(int n, Action callback) =>
            timer = new Timer(_ => callback(), null, Minutes(n), Timeout.InfiniteTimeSpan);
        // ANCHOR_END: order_cake
    }
}
