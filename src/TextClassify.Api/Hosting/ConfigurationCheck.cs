using System.ComponentModel;
using System.Reflection;
using TextClassify.Api.Memory;
using TextClassify.Api.Probes;
using TextClassify.Api.Security;
using TextClassify.Api.SourceNodes;
using TextClassify.Api.Trainings;
using TextClassify.Inference.Settings;

namespace TextClassify.Api.Hosting;

/// <summary>
/// Checks every section before the host is built, which would stop at the first fault it meets, and tells all that is wrong at once.
/// </summary>
internal static class ConfigurationCheck
{
    private static readonly (string Section, Type Options)[] Sections =
    [
        (ApiOptions.SectionName, typeof(ApiOptions)),
        (LimitsOptions.SectionName, typeof(LimitsOptions)),
        (HealthOptions.SectionName, typeof(HealthOptions)),
        (TelemetryOptions.SectionName, typeof(TelemetryOptions)),
        (SecurityOptions.SectionName, typeof(SecurityOptions)),
        (MemoryOptions.SectionName, typeof(MemoryOptions)),
        (ModelsOptions.SectionName, typeof(ModelsOptions)),
        (TrainingOptions.SectionName, typeof(TrainingOptions)),
        (InferenceOptions.SectionName, typeof(InferenceOptions)),
        (NodesOptions.SectionName, typeof(NodesOptions)),
    ];

    /// <exception cref="OptionsValidationException">With one failure a sentence.</exception>
    public static void Run(IConfiguration configuration)
    {
        var failures = new List<string>();
        var readable = new Dictionary<string, string?>();
        foreach (var (section, options) in Sections)
        {
            Read(configuration.GetSection(section), options, failures, readable);
        }

        failures.AddRange(Invalid(new ConfigurationBuilder().AddInMemoryCollection(readable).Build()));
        if (failures.Count > 0)
        {
            throw new OptionsValidationException("", typeof(LimitsOptions), failures);
        }
    }

    private static void Read(IConfigurationSection section, Type options, List<string> failures, Dictionary<string, string?> readable)
    {
        foreach (var setting in section.GetChildren())
        {
            if (options.IsGenericType && options.GetGenericTypeDefinition() == typeof(Dictionary<,>))
            {
                Read(setting, options.GetGenericArguments()[1], failures, readable);
            }
            else if (Find(options, setting.Key) is { PropertyType: { IsClass: true } type } && type != typeof(string))
            {
                Read(setting, type, failures, readable);
            }
            else if (Unreadable(section.Path, options, setting) is { } failure)
            {
                failures.Add(failure);
            }
            else
            {
                readable[setting.Path] = setting.Value;
            }
        }
    }

    private static PropertyInfo? Find(Type options, string name) =>
        options.GetProperties().FirstOrDefault(
            property => property.SetMethod is not null && property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string? Unreadable(string section, Type options, IConfigurationSection setting)
    {
        if (Find(options, setting.Key) is not { } property)
        {
            var known = options.GetProperties().Where(property => property.SetMethod is not null).Select(property => property.Name);
            return $"{section}:{setting.Key} is not a setting; there are {string.Join(", ", known)}.";
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
        : type == typeof(DateTimeOffset?) ? "a time such as 2027-01-31T00:00:00Z"
        : type == typeof(bool) ? "true or false"
        : type == typeof(int) || type == typeof(long) ? "a whole number"
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
            .. Failures<HealthOptions>(services),
            .. Failures<TelemetryOptions>(services),
            .. Failures<SecurityOptions>(services),
            .. Failures<MemoryOptions>(services),
            .. Failures<ModelsOptions>(services),
            .. Failures<TrainingOptions>(services),
            .. Failures<InferenceOptions>(services),
            .. Failures<NodesOptions>(services),
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
