// The evening as Alice lives it: one cook, two things under way.

using static Kitchen;

namespace EveningAsLived
{
    static class Program
    {
        static void Main()
        {
            // ANCHOR: first
            Work("alice", "mix batter", 10);
            Begin("oven", "bake");
            Say("alice", "The cake is in the oven.");
            // ANCHOR_END: first

            // ANCHOR: meanwhile
            Work("alice", "read", 30);
            End("oven", "bake");
            // ANCHOR_END: meanwhile

            // ANCHOR: last
            Work("alice", "take cake out", 2);
            Say("alice", "The cake is on the table.");
            Work("alice", "read on", 18);
            Say("alice", "The book is finished.");
            // ANCHOR_END: last
        }
    }
}
