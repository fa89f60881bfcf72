// Numbers from outside: what a reader changes, and what the recorder sets.

using System;
using System.Globalization;

/// <summary>How a number that is set from outside is read.</summary>
internal static class WholeNumber
{
    /// <summary>The number that <paramref name="name"/> is set to.</summary>
    /// <exception cref="FormatException">
    /// <paramref name="text"/> is not digits alone, below <paramref name="least"/>, or not below
    /// 2³¹.
    /// </exception>
    public static int Parse(string name, string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= least
            ? number
            : throw new FormatException(
                $"{name} is a whole number from {least}, not \"{text}\"");
}
