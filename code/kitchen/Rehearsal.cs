// What has to be done before the clock starts, so that it is not done when a story is told.

using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

/// <summary>
/// The runtime compiles a function when it is first called, and starts its threads when they are
/// first needed. Both take longer than a story may lose.
/// </summary>
internal static class Rehearsal
{
    private const BindingFlags Own = BindingFlags.Static | BindingFlags.Instance |
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>
    /// Compiles the kitchen and the program without running it, and lets the kitchen do everything
    /// once where nobody sees it.
    /// </summary>
    public static void Run(MethodInfo main)
    {
        string? story = main.DeclaringType?.Namespace;
        var functions = Assembly.GetExecutingAssembly().GetTypes()
            .Where(type => type.Namespace is null || type.Namespace == story)
            .SelectMany(type => type.GetMembers(Own))
            .OfType<MethodBase>()
            .Where(function => !function.IsAbstract && !function.ContainsGenericParameters);
        foreach (MethodBase function in functions)
        {
            RuntimeHelpers.PrepareMethod(function.MethodHandle);
        }

        var ledger = new Ledger(TextWriter.Null, Stream.Null);
        ledger.Write("", 0, "say", ("text", "\"ë\""), isWork: true);
        ledger.WriteKnob("", 0);
        Console.Out.Write("");
        var thread = new Thread(() => Thread.Sleep(1));
        thread.Start();
        thread.Join();
        OneThread.Run(() => new Observed(ledger, "", 0).Start(async () =>
        {
            await Task.Yield();
            await Task.Delay(1);
        }));
    }
}
