using System.ComponentModel;
using System.Reflection;
using Microsoft.Extensions.Options;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Sessions;

namespace TextClassify.Api.Hosting;

/// <summary>Checks every section before the host is built, which would stop at the first fault it meets, and tells all that is wrong at once.</summary>
internal static class ConfigurationCheck
{
    private static readonly (string Section, Type Options)[] Sections =
    [
        (ApiOptions.SectionName, typeof(ApiOptions)),
        (LimitsOptions.SectionName, typeof(LimitsOptions)),
        (ModelsOptions.SectionName, typeof(ModelsOptions)),
        (InferenceOptions.SectionName, typeof(InferenceOptions)),
    ];

    /// <exception cref="OptionsValidationException">With one failure a sentence.</exception>
    public static void Run(IConfiguration configuration)
    {
        var failures = new List<string>();
        var readable = new Dictionary<string, string?>();
        foreach (var (section, options) in Sections)
        {
            foreach (var setting in configuration.GetSection(section).GetChildren())
            {
                if (Unreadable(section, options, setting) is { } failure)
                {
                    failures.Add(failure);
                }
                else
                {
                    readable[setting.Path] = setting.Value;
                }
            }
        }

        failures.AddRange(Invalid(new ConfigurationBuilder().AddInMemoryCollection(readable).Build()));
        if (failures.Count > 0)
        {
            throw new OptionsValidationException("", typeof(LimitsOptions), failures);
        }
    }

    private static string? Unreadable(string section, Type options, IConfigurationSection setting)
    {
        PropertyInfo[] known = [.. options.GetProperties().Where(property => property.SetMethod is not null)];
        if (known.FirstOrDefault(property => property.Name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase)) is not { } property)
        {
            return $"{section}:{setting.Key} is not a setting; there are {string.Join(", ", known.Select(property => property.Name))}.";
        }

        try
        {
            TypeDescriptor.GetConverter(property.PropertyType).ConvertFromInvariantString(setting.Value ?? "");
            return null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return $"{section}:{property.Name} is '{setting.Value}', which is not {Kind(property.PropertyType)}.";
        }
    }

    private static string Kind(Type type) =>
        type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : type == typeof(TimeSpan) ? "a time such as 00:00:30"
        : type == typeof(int) ? "a whole number"
        : $"a {type.Name}";

    private static IEnumerable<string> Invalid(IConfiguration readable)
    {
        var collection = new ServiceCollection().AddSingleton(readable);
        collection.AddTextClassifyOptions();
        using var services = collection.BuildServiceProvider();
        return
        [
            .. Failures<ApiOptions>(services),
            .. Failures<LimitsOptions>(services),
            .. Failures<ModelsOptions>(services),
            .. Failures<InferenceOptions>(services),
        ];
    }

    private static IEnumerable<string> Failures<T>(ServiceProvider services)
        where T : class
    {
        try
        {
            _ = services.GetRequiredService<IOptions<T>>().Value;
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures;
        }
    }
}
