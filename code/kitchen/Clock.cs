// Story time.

using System;
using System.Diagnostics;
using System.Threading;

/// <summary>The machine's clock, a story minute being a few milliseconds of it.</summary>
internal sealed class Clock
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    // It starts when it is first asked, and not with a knob: what a program does before its story
    // begins takes no time from it.
    private readonly Lazy<Stopwatch> _sinceStart = new Lazy<Stopwatch>(Stopwatch.StartNew);

    // The recorder sets both numbers; without it a story minute lasts 50 ms, so that a reader who
    // runs the program sees it pass.
    private readonly TimeSpan _minute =
        TimeSpan.FromTicks(Setting("KITCHEN_MINUTE_US", 50_000) * TicksPerMicrosecond);

    /// <summary>Story minutes between two moments that can be told apart.</summary>
    private readonly int _grid = Setting("KITCHEN_GRID", 1);

    /// <summary>
    /// The minute of the story that it is, on the program's grid, and how far behind it the machine
    /// is: real time between this place on the grid and the call.
    /// </summary>
    public (int Minute, TimeSpan Late) Now()
    {
        TimeSpan elapsed = _sinceStart.Value.Elapsed;
        TimeSpan step = _minute * _grid;
        // Timers ring late, hardly ever early; a tenth of a step is allowed for the early ones.
        int steps = (int)((elapsed + step / 10).Ticks / step.Ticks);
        return (steps * _grid, NotNegative(elapsed - step * steps));
    }

    /// <summary>Spends <paramref name="n"/> minutes without giving up the thread.</summary>
    public void Pass(int n)
    {
        long target = After(n);
        TimeSpan rest = Until(target);
        // A sleep may end early by the clock's own granularity.
        while (rest > TimeSpan.Zero)
        {
            Thread.Sleep(rest);
            rest = Until(target);
        }
    }

    /// <summary>
    /// How long it takes from now until <paramref name="n"/> minutes have passed on the grid.
    /// </summary>
    public TimeSpan DurationOf(int n) => Until(After(n));

    private long After(int n) =>
        n >= 0 && n % _grid == 0
            ? Now().Minute + (long)n
            : throw new ArgumentException(
                $"{n} minutes are not on this program's grid of {_grid} minutes " +
                "(see `grid` in its program.toml)");

    /// <summary>Real time until that minute; zero when it has passed.</summary>
    private TimeSpan Until(long minute)
    {
        TimeSpan rest = NotNegative(_minute * minute - _sinceStart.Value.Elapsed);
        // Sleeps and timers count whole milliseconds, and leave out what is over.
        return TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds));
    }

    private static TimeSpan NotNegative(TimeSpan span) =>
        span < TimeSpan.Zero ? TimeSpan.Zero : span;

    private static int Setting(string name, int byDefault) =>
        Environment.GetEnvironmentVariable(name) is string text
            ? WholeNumber.Parse(name, text, least: 1)
            : byDefault;
}
