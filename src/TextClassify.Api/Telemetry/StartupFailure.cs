using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace TextClassify.Api.Telemetry;

/// <summary>Says in one sentence why the service does not start.</summary>
internal static class StartupFailure
{
    public const int ExitCode = 1;

    /// <summary>Null for what nobody foresaw: that keeps its stack.</summary>
    public static string? Sentence(Exception exception) => exception switch
    {
        OptionsValidationException invalid => $"The configuration is not valid: {string.Join(" ", invalid.Failures)}",
        IOException { InnerException: AddressInUseException } taken => FirstLine(taken.Message),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "The port may not be listened on by this user; choose one "
            + "above 1023.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "The address to listen on is not one of this machine.",
        DirectoryNotFoundException or FileNotFoundException or UnauthorizedAccessException => FirstLine(exception.Message),
        InvalidDataException { InnerException: { } inner } broken => $"{FirstLine(broken.Message)} {FirstLine(inner.Message)}",
        FormatException => FirstLine(exception.Message),
        AggregateException { InnerExceptions: [var only] } => Sentence(only),
        { InnerException: { } inner } => Sentence(inner),
        _ => null,
    };

    private static string FirstLine(string message) => message.AsSpan().Trim().ToString().Split('\n')[0];
}
