using System.Reflection;

namespace TextClassify.Api.Settings;

internal static class ServiceVersion
{
    public const string Service = "TextClassify";

    public static readonly string Version =
        typeof(ServiceVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? "";
}
