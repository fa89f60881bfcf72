// Starts the program that the first argument names: all programs of the book are in one assembly.

using System;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

internal static class Launcher
{
    private const BindingFlags AnyStatic =
        BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static void Main(string[] arguments)
    {
        string? name = arguments.FirstOrDefault();
        MethodInfo main = Type.GetType($"{name}.Program")?.GetMethod("Main", AnyStatic)
            ?? throw new ArgumentException($"there is no program \"{name}\"");
        Rehearsal.Run(main);
        object? answer = main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
        // As the compiler does for an async Main.
        (answer as Task)?.GetAwaiter().GetResult();
    }
}
