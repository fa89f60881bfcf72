// Three steps that need one another, as a chain, on two evenings.

using System;
using System.Threading.Tasks;
using static Kitchen;

namespace Chained
{
    static class Program
    {
        // ANCHOR: main
        static async Task Main()
        {
            await EveningAsync(20);
            await Task.Delay(Minutes(10));
            await EveningAsync(Knob("minutes_in_oven", 36));
        }
        // ANCHOR_END: main

        // ANCHOR: evening
        static Task EveningAsync(int minutesInOven) =>
            MixAsync()
                .Then(batter => BakeAsync(batter, minutesInOven))
                .Then(cake => CoolAsync(cake))
                .ContinueWith(cooled => Say("alice", cooled.IsFaulted
                    ? $"No cake: {cooled.Exception.InnerException.Message}."
                    : $"On the table: {cooled.Result}."));

        static Task<B> Then<A, B>(this Task<A> first, Func<A, Task<B>> step) =>
            first.ContinueWith(done => step(done.GetAwaiter().GetResult())).Unwrap();
        // ANCHOR_END: evening

        // ANCHOR: steps
        static async Task<string> MixAsync()
        {
            await StepAsync("mixer", "mix", 6);
            return "batter";
        }

        static async Task<string> BakeAsync(string batter, int minutesInOven)
        {
            await StepAsync("oven", $"bake {batter}", minutesInOven);
            return minutesInOven > 30 ? throw new Exception("it is burnt") : "a cake";
        }

        static async Task<string> CoolAsync(string cake)
        {
            await StepAsync("fridge", $"cool {cake}", 10);
            return $"{cake}, cool";
        }
        // ANCHOR_END: steps

        static async Task StepAsync(string machine, string activity, int n)
        {
            Begin(machine, activity);
            await Task.Delay(Minutes(n));
            End(machine, activity);
        }
    }
}
