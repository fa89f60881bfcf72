// A plain method starts an async one, and is told later.

using System.Threading.Tasks;
using static Kitchen;

namespace TableForThree
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            Task cake = Observe("cake", BakeCakeAsync);
            await Task.Delay(Minutes(2));
            Task table = LayTable();
            await Task.WhenAll(cake, table);
            Say("alice", "Cake and table are ready.");
        });
        // ANCHOR_END: main

        // ANCHOR: lay_table
        static Task LayTable()
        {
            Task table = AskAndLayAsync();
            Say("alice", "The friend is asked.");
            return table;
        }

        static async Task AskAndLayAsync()
        {
            int guests = await Observe("friend", AskFriendAsync);
            Say("alice", $"The table is laid for {guests}.");
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
