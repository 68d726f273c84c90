// What its files speak of.
global using System.Text.Json;
global using TextClassify.Client.Contracts;
