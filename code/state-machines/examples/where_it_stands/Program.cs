// Where methods keep their place while they wait: in a machine for each, off any stack.

using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using static Kitchen;

namespace WhereItStands
{
    static class Program
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            Spawn("alice", "cake");
            Task cake = Bake();
            await Task.Delay(Minutes(10));
            Say("alice", "Standing still: " + Standing(cake));
            await cake;
            Say("alice", "Standing still: " + Standing(cake));
        });
        // ANCHOR_END: main

        // ANCHOR: bake
        static async Task Bake()
        {
            await Wait();
            Say("cake", "The cake is done.");
        }

        static async Task Wait()
        {
            Begin("cake", "wait");
            await Task.Delay(Minutes(Knob("minutes_in_oven", 30)));
            End("cake", "wait");
        }
        // ANCHOR_END: bake

        // ANCHOR: standing
        static string Standing(Task cake) =>
            cake.IsCompleted ? "nothing" : string.Join(", ", Names(cake));

        static IEnumerable<string> Names(object? task)
        {
            // A task of an async method has that method's machine in it, and a machine the awaiter
            // of the task that it waits for. The compiler names the machine of Bake <Bake>d__3.
            while (task?.GetType().GetField("StateMachine", Any)?.GetValue(task) is object machine)
            {
                yield return machine.GetType().Name.Split('<', '>')[1].ToLowerInvariant();
                object awaiter = machine.GetType().GetFields(Any)
                    .First(field => field.FieldType.Name == "TaskAwaiter").GetValue(machine)!;
                task = awaiter.GetType().GetField("m_task", Any)?.GetValue(awaiter);
            }
        }
        // ANCHOR_END: standing
    }
}
