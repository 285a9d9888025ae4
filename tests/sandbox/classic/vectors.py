"""Worked examples that the SDK's own signer and decoder agreed with."""

KEY = "11111111-2222-3333-4444-555555555555"
SECRET = "ZW11MXgtc2VjcmV0LWVtdQ=="
TICKET_JSON = (
    '{"identity":{"type":"username","endpoint":"alice"},"expiresIn":3600,'
    f'"applicationKey":"{KEY}","created":"2024-01-01T12:00:00.000Z"}}'
)
TICKET = (
    "eyJpZGVudGl0eSI6eyJ0eXBlIjoidXNlcm5hbWUiLCJlbmRwb2ludCI6ImFsaWNlIn0sImV4cGlyZXNJbiI6MzYwMCwi"
    "YXBwbGljYXRpb25LZXkiOiIxMTExMTExMS0yMjIyLTMzMzMtNDQ0NC01NTU1NTU1NTU1NTUiLCJjcmVhdGVkIjoiMjAy"
    "NC0wMS0wMVQxMjowMDowMC4wMDBaIn0=:2NG8xfUbm1Fs+JWF/mlvMIvM09Bxv/QNx/7T32J1GfQ="
)

INSTANCE_SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
TIMESTAMP = "2024-01-01T12:00:01.500Z"
CONTENT_TYPE = "application/json; charset=UTF-8"
GET_SIGNATURE = "P3CaxTFTju2247fAX6KCx7JiOIjWHv79LrpZ/8Gf5D0="
PUT_BODY = '{"callId":"c1","note":"å"}'.encode()
PUT_SIGNATURE = "PtEorcyoCu3poSVcLifQS95OjeP27X9JLMZSpQeCeh0="

FRAME_KEY = "ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoM="
FRAME_IV = bytes(range(16))
FRAME_CALL_ID = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
FRAME_JSON = '{"md":5,"bv":10,"fu":"bob","fi":"i1:42","fd":"i1","fc":"","fs":"s1"}'
FRAME = (
    f"10 {FRAME_CALL_ID} - 0 1 "
    "AAECAwQFBgcICQoLDA0OD3eNzLjFuqOkW9RoNFvGX6Lw8syKoRttwE4u4AgzFgs16nH3+CGxtR89xLJAF3jOCRUtTmp7"
    "v7tumi+qBjCoRoL+z/HU4bJ/KVfJBqq5APJ+"
)
