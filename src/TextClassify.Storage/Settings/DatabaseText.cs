using Npgsql;

namespace TextClassify.Storage.Settings;

/// <summary>Says how to connect to PostgreSQL, as <c>Host=...;Database=...;Username=...</c>.</summary>
public static class DatabaseText
{
    /// <summary>Why a text is none, without what it holds of secrets; null where it is one.</summary>
    public static string? Fault(string text)
    {
        try
        {
            var read = new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrEmpty(read.Host) ? "It names no Host." : null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            return exception.Message;
        }
    }
}
