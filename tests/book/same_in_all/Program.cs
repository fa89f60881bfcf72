using System.Threading;
using static Kitchen;

namespace SameInAll
{
    static class Program
    {
        static void Main()
        {
            Work("alice", "mix", 20);
            Spawn("alice", "oven");
            Begin("oven", "bake");
            Blocked("alice", "oven", () => Thread.Sleep(Minutes(Knob("pages", 6) * 5)));
            End("oven", "bake");
            Send("alice", "oven", "a \"note\"");
            Receive("oven", "alice", "a note");
            Cancel("alice", "oven");
            Dropped("oven");
            Say("alice", $"It is {Now()}: \"done\" \\ für Zoë.");
        }
    }
}
