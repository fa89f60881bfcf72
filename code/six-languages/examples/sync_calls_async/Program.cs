// A plain method wants the answer of an async one.

using System.Threading.Tasks;
using static Kitchen;

namespace SyncCallsAsync
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            Task cake = Observe("cake", BakeCakeAsync);
            await Task.Delay(Minutes(2));
            LayTable();
            await cake;
        });
        // ANCHOR_END: main

        // ANCHOR: lay_table
        static void LayTable()
        {
            Task<int> answer = Observe("friend", AskFriendAsync);
            // answer.Result would wait in the same way, and without an end.
            bool isThere = false;
            Blocked("alice", "friend", () => isThere = answer.Wait(Minutes(20)));
            Say("alice", isThere ? $"The table is laid for {answer.Result}." : "No answer in 20 minutes.");
        }
        // ANCHOR_END: lay_table

        // ANCHOR: ask_friend
        static async Task<int> AskFriendAsync()
        {
            await Task.Delay(Minutes(10));
            Say("friend", "We are three.");
            return 3;
        }
        // ANCHOR_END: ask_friend

        // ANCHOR: bake_cake
        static async Task BakeCakeAsync()
        {
            Begin("oven", "bake");
            await Task.Delay(Minutes(6));
            End("oven", "bake");
            Say("cake", "The cake is done.");
        }
        // ANCHOR_END: bake_cake
    }
}
