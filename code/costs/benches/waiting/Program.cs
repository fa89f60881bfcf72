// As many async methods as it is told wait for an hour.

using System;
using System.Threading.Tasks;

static class Program
{
    static void Main(string[] arguments)
    {
        var waiting = new Task[int.Parse(arguments[0])];
        for (int n = 0; n < waiting.Length; n++) waiting[n] = Wait();
        // What is no longer used is not what waiting costs.
        GC.Collect();
        Console.WriteLine("waiting");
        while (Console.ReadLine() != null) { }
        GC.KeepAlive(waiting);
    }

    static async Task Wait() => await Task.Delay(TimeSpan.FromHours(1));
}
