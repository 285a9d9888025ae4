# Reads JSON, writes JSON: {"tickets", "tokens", "signatures", "resigned"}, as Sinch's documents say.
require "json"
require "openssl"
require "time"

input = JSON.parse($stdin.read)
key, secret_text = input.values_at("key", "secret")
secret = secret_text.unpack1("m0")

base64 = ->(data) { [data].pack("m0") }
base64url = ->(data) { base64.(data).tr("+/", "-_").delete("=") }
sha256 = ->(signing_key, message) { OpenSSL::HMAC.digest("SHA256", signing_key, message) }

made = input["users"].map do |user|
  id, second = user.values_at("id", "second")
  time = Time.at(second).utc
  json = JSON.generate(
    "identity" => { "type" => "username", "endpoint" => id },
    "expiresIn" => 3600,
    "applicationKey" => key,
    "created" => time.iso8601
  )
  ticket = "#{base64.(json)}:#{base64.(sha256.(secret, json))}"

  date = time.strftime("%Y%m%d")
  issuer = "//rtc.sinch.com/applications/#{key}"
  header = { "alg" => "HS256", "kid" => "hkdfv1-#{date}" }
  claims = {
    "iss" => issuer, "sub" => "#{issuer}/users/#{id}",
    "iat" => second, "exp" => second + 600, "nonce" => user["nonce"]
  }
  signed = [header, claims].map { |part| base64url.(JSON.generate(part)) }.join(".")
  token = "#{signed}.#{base64url.(sha256.(sha256.(secret, date), signed))}"

  text = "#{id}#{key}#{user["sequence"]}#{secret_text}"
  [ticket, token, base64.(OpenSSL::Digest.digest("SHA1", text))]
end

resigned = input["ours"].map do |ours|
  data = ours["ticket"].split(":").first.unpack1("m0")
  signed, = ours["token"].rpartition(".")
  day = sha256.(secret, ours["date"])
  [base64.(sha256.(secret, data)), base64url.(sha256.(day, signed))]
end

tickets, tokens, signatures = made.transpose
puts JSON.generate(tickets: tickets, tokens: tokens, signatures: signatures, resigned: resigned)
